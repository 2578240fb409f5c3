package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CueIndexTest {

    private final CueIndex cues = new CueIndex(List.of(List.of("tax id", "ssn", "kimlik*", "número fiscal", "身份证")));

    @ParameterizedTest
    @ValueSource(
            strings = {"taxId", "TAX-ID:", "tax_id=", "my SSN is", "KIMLIK", "Numero Fiscal", "我的身份证号码", "customerTaxId"
            })
    void findsWordsHoweverTheyAreWritten(String text) {
        assertThat(cues.in(text).get(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"taxidermy", "syntax id", "assn", "ssns", "tax", "", " ", "kim", "份证"})
    void takesNoPartsOfWords(String text) {
        assertThat(cues.in(text).get(0)).isFalse();
    }

    @Test
    void plainTextHasNoAccentsAndSingleSpaces() {
        assertThat(CueIndex.plain("  Número—De_CuentaIBAN  ")).isEqualTo(" numero de cuenta iban ");
    }
}
