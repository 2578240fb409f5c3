package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is, reading it ends, and soon. */
class HostileNumbersTest {

    private static final int MANY = 300_000;

    /** Many times what it takes on an idle machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 ",
                "12 ",
                "123456789 ",
                "1-",
                "12.",
                "1/",
                "1+",
                "a1 ",
                "(1)",
                "4502 7025 6049 3443 ",
                "ssn 095-23-0793 ",
                "DE89 3704 0044 0532 0130 00 ",
                "<",
                "A<",
                "P<",
                "é1",
                "0x",
                "bc1",
                "ABCDEFGH ",
                "\\n1",
                "身份证",
                " ",
                "@",
                "=",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ",
                "_1",
                ":1",
                "passport A1234567 "
            })
    void aFloodOfOneThingTakesLinearTime(String unit) {
        String text = unit.repeat(MANY / unit.length());

        assertTimeoutPreemptively(SOON, () -> detect(text));
    }

    @Test
    void blanksAroundManyNumbersAreNotReadForEach() {
        String blanks = " ".repeat(MANY / 2);

        assertTimeoutPreemptively(SOON, () -> detect(blanks + "533681938 ".repeat(MANY / 20) + blanks));
    }

    @Test
    void anyTextIsTaken() {
        var random = new Random(4);
        String alphabet = "0123456789ABCXYZabcxyz -./+()<>_:\\n\u0000\uD83D\uDE00é身\u00A0\u2011Iıİ\u0301";
        assertThatCode(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        var text = new StringBuilder();
                        for (int length = random.nextInt(60); length > 0; length--) {
                            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                        }
                        detect(text.toString());
                        NumberDetector.standard().detect(new Text("1", text.toString()), new Hits());
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void detect(String text) {
        NumberDetector.standard().detect(Text.of(text), new Hits());
    }
}
