package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {

    /** From BIP 173. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A12UEL5L",
                "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"
            })
    void knowsBech32(String text) {
        assertThat(Checksums.isBech32(text)).isTrue();
        assertThat(Checksums.isBech32(text.substring(0, text.length() - 1) + 'q'))
                .isFalse();
    }

    /** A private key of the Bitcoin wiki. */
    @Test
    void knowsBase58WithItsChecksum() {
        assertThat(Checksums.isBase58Check("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"))
                .isTrue();
        assertThat(Checksums.isBase58Check("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK"))
                .isFalse();
        assertThat(Checksums.isBase58Check("0OIl")).isFalse();
        assertThat(Checksums.isBase58Check("")).isFalse();
    }

    @Test
    void needsAnUnderscoreForTheChecksumOfGitHub() {
        assertThat(Checksums.isCrc62("abc")).isFalse();
        assertThat(Checksums.isCrc62("ghp_")).isFalse();
    }
}
