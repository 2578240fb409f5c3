package io.mcpguard.data.secret;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte of the same over and over must take linear time, so generous bounds are kept by far. */
class HostileTextTest {

    private static final int LENGTH = 1_000_000;

    @ParameterizedTest
    @Timeout(value = 10, unit = SECONDS)
    @ValueSource(
            strings = {
                "=",
                ":",
                "a=",
                "token=",
                "token:",
                "password=\"",
                "token='",
                "token=\\\"",
                "://",
                "://a:b@",
                "-",
                "--token ",
                "</",
                "</password>",
                "eyJ",
                "-eyJ",
                "-eyJ.",
                "ghp_",
                "-AKIA",
                "sk-",
                "0",
                "x",
                "%41",
                "@",
                "key is ",
                "curl",
                "curl -u ",
                "curl -u a",
                "-----BEGIN",
                "-----BEGIN PRIVATE KEY-----",
                "\\",
                "\\n",
                "value=",
                "secret:a:",
                "-us",
                "ops_eyJ-",
                "PuTTY-User-Key-File-",
                "Private-Lines:",
                "machine ",
                "machine login ",
                "mysql",
                "mysql -p",
                "kind: Secret",
                "kind: Secret data:",
                "YWJjZGVm",
                "dG9rZW49",
                "hvs.",
                "|",
                ":AA",
                "authorization: basic ",
                "\u0000",
                "\ud800",
                "\udc00\ud800",
                "é=",
                "\uff1d"
            })
    void takesLinearTime(String part) {
        Text text = Text.of(part.repeat(LENGTH / part.length()));

        assertThatCode(() -> SecretDetector.standard().detect(text, new Hits())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                ":",
                "-",
                "--",
                "://",
                "</",
                "%",
                "%4",
                "password=",
                "password=\"",
                "password=\\",
                "curl -u",
                "curl -u :",
                "mysql -p",
                "machine x login y password ",
                "-----BEGIN PRIVATE KEY-----",
                "Basic",
                "Authorization: Basic ",
                "Authorization: Bearer ",
                "kind: Secret\ndata:",
                "eyJ.",
                "secret=\ud83d",
                "PuTTY-User-Key-File-2 Private-Lines:"
            })
    void survivesTextsThatEndTooSoon(String text) {
        assertThatCode(() -> {
                    for (int i = 0; i <= text.length(); i++) {
                        SecretDetector.standard().detect(new Text(text.substring(0, i), "password"), new Hits());
                        SecretDetector.standard().detect(Text.of(text.substring(i)), new Hits());
                    }
                })
                .doesNotThrowAnyException();
    }
}
