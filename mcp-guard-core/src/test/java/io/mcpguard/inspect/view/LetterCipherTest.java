package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.rule.Disguise;
import org.junit.jupiter.api.Test;

class LetterCipherTest {

    private static final String TEXT = "The abcxyz ABCXYZ @[`{ 09 \u00e9.";

    @Test
    void rot13IsRead() {
        Reading reading = LetterCipher.ROT13.read("Gur nopklm NOPKLM @[`{ 09 \u00e9.");

        assertThat(reading.text()).isEqualTo(TEXT);
        assertThat(reading.disguise()).isEqualTo(Disguise.CIPHER);
        assertThat(reading.how()).isEqualTo("ROT13");
    }

    @Test
    void atbashIsRead() {
        assertThat(LetterCipher.ATBASH.read("Gsv zyxcba ZYXCBA @[`{ 09 \u00e9.").text())
                .isEqualTo(TEXT);
    }

    @Test
    void aRuleTellsItsCipher() {
        assertThat(LetterCipher.of("encoded-rot13")).isEqualTo(LetterCipher.ROT13);
        assertThat(LetterCipher.of("encoded-atbash")).isEqualTo(LetterCipher.ATBASH);
        assertThat(LetterCipher.of("encoded-bits")).isNull();
    }
}
