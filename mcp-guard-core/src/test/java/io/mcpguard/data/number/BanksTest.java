package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BanksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000",
                "DE89 3704 0044 0532 0130 00",
                "GB29 NWBK 6016 1331 9268 19",
                "NO93 8601 1117 947",
                "MT84MALT011000012345MTLCAST001S",
                "FR14 2004 1010 0505 0001 3M02 606"
            })
    void anIbanIsProven(String iban) {
        assertThat(Found.values("to " + iban + " please")).containsExactly("iban " + iban + " PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88370400440532013000",
                "DE89 3704 0044 0532 0130 01",
                "DE8937040044053201300",
                "ZZ89370400440532013000",
                "GB29 NWBK 6016 1331 9268 1"
            })
    void oneWithAWrongDigitCountryOrLengthIsNone(String iban) {
        assertThat(Found.sure("to " + iban + " please")).isEmpty();
    }

    @Test
    void anIbanInSmallLettersNeedsContext() {
        assertThat(Found.sure("to de89370400440532013000 please")).isEmpty();
        assertThat(Found.sure("IBAN de89370400440532013000")).containsExactly("de89370400440532013000");
    }

    @Test
    void aRoutingNumberNeedsContextAndItsCheckDigit() {
        assertThat(Found.values("routing number 065634932")).containsExactly("bank-account 065634932 LIKELY");
        assertThat(Found.values("routing number 065634933")).isEmpty();
        assertThat(Found.values("it was 065634932 then")).isEmpty();
    }

    @Test
    void accountsNeedContext() {
        assertThat(Found.sure("sort code 71-58-53, account number 49824365")).containsExactly("71-58-53", "49824365");
        assertThat(Found.values("on 71-58-53 there were 49824365")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIC: DEUTDEFF", "SWIFT code NEDSZAJJXXX", "Swift: NEDSZAJJXXX"})
    void aBankNeedsItsCountryAndContext(String text) {
        assertThat(Found.in(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEUTDEFF", "BIC: STANDARD", "Swift has REQUIRED parameters", "SWIFT_REQUIRED_CASES"})
    void wordsInCapitalsAreNoBank(String text) {
        assertThat(Found.in(text)).isEmpty();
    }
}
