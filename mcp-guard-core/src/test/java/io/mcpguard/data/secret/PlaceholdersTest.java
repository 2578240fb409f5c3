package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-api-key",
                "<token>",
                "changeme",
                "CHANGE_ME_NOW",
                "xxxxxxxx",
                "00000000",
                "abcdefghijklmnop",
                "12345678",
                "********",
                "sk-...",
                "abc123",
                "password123",
                "redacted",
                "hf_EXAMPLE"
            })
    void knowsWhatHoldsThePlaceOfASecret(String value) {
        assertThat(Placeholders.isPlaceholder(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr3yHeron", "Tr0ub4dor&3", "MyPass-2024!", "q7Zt2mXw9Kc4Vb1N", "hunter2"})
    void takesAPasswordForOne(String value) {
        assertThat(Placeholders.isPlaceholder(value)).isFalse();
    }

    @Test
    void knowsTheExampleKeyOfAmazon() {
        assertThat(Placeholders.isPublished("wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY"))
                .isTrue();
        assertThat(Placeholders.isPublished("wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYTEMPLATEKEY"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaaaaaaaaaaaa, true",
        "123123123123123123, true",
        "XXXXXXXX-XXXX-XXXX, true",
        "AKIAIOSFODNN7EXAMPLE, true",
        "q7Zt2mXw9Kc4Vb1Nq2, false",
        "12345678ABCDEFH1234567890ABCDEFH12345678, false"
    })
    void knowsDrawnPartsThatAreNotDrawn(String drawn, boolean dull) {
        assertThat(Placeholders.isDull(drawn)).isEqualTo(dull);
    }
}
