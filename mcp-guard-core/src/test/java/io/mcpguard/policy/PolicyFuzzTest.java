package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the text is: a policy, or a PolicyException whose problems have a place and a remedy. */
class PolicyFuzzTest {

    private static final String TOKENS = "{}[]:,-?&*!|>'\"%@`#\\~<= \n\t\r\u00e9\u2028\uD83D\uDE00\uFEFF01a._";

    @FuzzTest
    void readsOrRefusesBytes(byte[] bytes) {
        readOrRefuse(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    @Timeout(60)
    void readsOrRefusesRandomText() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(TOKENS.charAt(random.nextInt(TOKENS.length())));
            }
            readOrRefuse(text.toString());
            readOrRefuse("version: 1\nservers: " + text);
        }
    }

    @Test
    @Timeout(60)
    void readsOrRefusesValidFilesWithAFewCharactersChanged() {
        var random = new Random(4);
        var documents = new PolicyDocuments(random);
        for (int i = 0; i < 5_000; i++) {
            var text =
                    new StringBuilder(i % 2 == 0 ? JsonText.writePretty(documents.valid()) : PolicyFileTest.EVERYTHING);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, TOKENS.charAt(random.nextInt(TOKENS.length())));
                    default -> text.setCharAt(at, TOKENS.charAt(random.nextInt(TOKENS.length())));
                }
            }
            readOrRefuse(text.toString());
        }
    }

    @Test
    @Timeout(60)
    void readsOrRefusesLargeFilesOfOneKind() {
        for (String part : new String[] {
            "#",
            " ",
            "\n",
            "x",
            "x ",
            "- ",
            "? ",
            "a: ",
            "a: 1\n",
            "- a\n",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "&a ",
            "*a ",
            "!a ",
            "%a\n",
            "---\n",
            "...\n",
            "| ",
            "\t",
            "a:\n ",
            "{a: ",
            "\uD83D\uDE00,",
            "\\",
            "<<: ",
            "\"\\x41\""
        }) {
            readOrRefuse(part.repeat((1 << 20) / part.length()));
            readOrRefuse("version: 1\nservers: [\uD83D\uDE00, " + part.repeat((1 << 19) / part.length()));
        }
    }

    private static void readOrRefuse(String text) {
        try {
            Policy policy = Policy.parse(text, "p.yaml");
            assertThat(policy.digest()).hasSize(64);
        } catch (PolicyException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(20).allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
                assertThat(problem.remedy()).isNotBlank();
            });
        }
    }
}
