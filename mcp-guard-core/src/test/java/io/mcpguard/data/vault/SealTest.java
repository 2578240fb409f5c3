package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private final Seal seal = new Seal(new SecureRandom());

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ana@corp.example", "naïve 漢字 🔑", "\uD83D", "a\uDC00b", "\0\0"})
    void opensWhatItClosed(String value) {
        assertThat(seal.open(seal.close(value))).isEqualTo(value);
    }

    @Test
    void nothingOfTheValueCanBeReadInWhatIsKept() {
        String value = "correct-horse-battery-staple";

        assertThat(new String(seal.close(value), StandardCharsets.ISO_8859_1)).doesNotContain("horse");
        assertThat(new String(seal.close(value), StandardCharsets.UTF_16BE)).doesNotContain("horse");
        assertThat(seal.close(value)).isNotEqualTo(seal.close(value));
    }

    @Test
    void whatWasTamperedWithIsNotOpened() {
        byte[] sealed = seal.close("ana@corp.example");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> seal.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void equalValuesOfOneKindHaveOneMarkHere() {
        assertThat(seal.mark("email", "a@b.cd")).isEqualTo(seal.mark("email", "a@b.cd"));
        assertThat(seal.mark("email", "a@b.cd")).isNotEqualTo(seal.mark("email", "a@b.ce"));
        assertThat(seal.mark("email", "a@b.cd")).isNotEqualTo(seal.mark("name", "a@b.cd"));
        assertThat(seal.mark("email", "a@b.cd")).isNotEqualTo(new Seal(new SecureRandom()).mark("email", "a@b.cd"));
    }
}
