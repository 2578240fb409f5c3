package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4502702560493443",
                "4502 7025 6049 3443",
                "4502-7025-6049-3443",
                "5500005555555559",
                "2221000000000009",
                "378282246310005",
                "3782 822463 10005",
                "6011514433546201",
                "3530111333300000",
                "6200000000000005",
                "4111 1111 1111 1111"
            })
    void aNumberOfAnIssuerIsProven(String number) {
        assertThat(Found.values("paid with " + number + " today")).containsExactly("card " + number + " PROVEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4502702560493444", "4502 7025 6049 3444", "9502702560493448", "378282246310006"})
    void aNumberWithAWrongDigitOrWithoutIssuerIsNone(String number) {
        assertThat(Found.sure("paid with " + number + " today")).isEmpty();
    }

    @Test
    void fourteenDigitsAreOnlyPossibleWithoutContext() {
        assertThat(Found.values("with 30569309025904 in it")).containsExactly("card 30569309025904 POSSIBLE");
        assertThat(Found.values("Diners 30569309025904")).containsExactly("card 30569309025904 PROVEN");
    }

    @Test
    void rareNetworksNeedContext() {
        assertThat(Found.values("with 4222222222222 in it")).isEmpty();
        assertThat(Found.values("Visa 4222222222222")).containsExactly("card 4222222222222 LIKELY");
    }

    @Test
    void otherNumbersWithTheSameDigitsAreOnlyPossible() {
        assertThat(Found.values("trace 4502702560493443")).containsExactly("card 4502702560493443 POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14502702560493443",
                "4502702560493443.25",
                "0.4502702560493443",
                "4502-7025-6049-3443-1",
                "a4502702560493443b",
                "1999 4502 7025 6049 3443 2001"
            })
    void aPartOfSomethingElseIsNotSure(String text) {
        assertThat(Found.sure(text)).isEmpty();
    }
}
