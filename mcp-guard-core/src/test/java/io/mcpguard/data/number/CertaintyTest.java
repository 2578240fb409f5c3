package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a value more or less sure. */
class CertaintyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"781556203802065309", "670108 59473", "39.09.17-563.03", "CUZX500518MGTMBDE5", "DE449227215"})
    void aStrongCheckNeedsNoContext(String value) {
        assertThat(Found.in("see " + value + " there"))
                .extracting(Hit::certainty)
                .containsExactly(Certainty.LIKELY);
    }

    @Test
    void aStrongCheckWithContextIsProven() {
        assertThat(Found.values("CURP CUZX500518MGTMBDE5")).containsExactly("national-id CUZX500518MGTMBDE5 PROVEN");
    }

    @Test
    void twoCheckDigitsAreLikelyInTheGroupingOfTheIssuer() {
        assertThat(Found.values("of 034.684.443-62, that is")).containsExactly("national-id 034.684.443-62 LIKELY");
        assertThat(Found.values("of 03468444362, that is")).containsExactly("national-id 03468444362 POSSIBLE");
    }

    @Test
    void aWeakCheckIsLikelyWithContext() {
        assertThat(Found.values("my SIN is 533681938")).containsExactly("national-id 533681938 LIKELY");
        assertThat(Found.values("533681938 is my SIN")).containsExactly("national-id 533681938 LIKELY");
    }

    @Test
    void aWeakCheckIsNothingWithoutContext() {
        assertThat(Found.values("it has 533681938 of them")).isEmpty();
    }

    @Test
    void aWeakCheckIsPossibleAlone() {
        assertThat(Found.in(" 533681938\n")).extracting(Hit::certainty).containsExactly(Certainty.POSSIBLE);
    }

    @Test
    void aWeakCheckIsPossibleInTheGroupingOfTheIssuer() {
        assertThat(Found.values("with 095-23-0793 in it")).containsExactly("national-id 095-23-0793 POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with 533 681 938 in it", "with 7316 5370 2163 in it", "call 568-323-5456 now"})
    void aGroupingThatOtherNumbersHaveTooSaysNothing(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void aShapeAloneIsPossibleIfItMixesLettersAndDigits() {
        assertThat(Found.in("XT3279076")).extracting(Hit::certainty).containsExactly(Certainty.POSSIBLE);
        assertThat(Found.in("the XT3279076 one")).isEmpty();
        assertThat(Found.in("915722388 is")).isEmpty();
    }

    @Test
    void theNameOfTheFieldIsContext() {
        assertThat(Found.in(new Text("533681938", "applicantSin")))
                .extracting(Hit::certainty)
                .containsExactly(Certainty.LIKELY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderNumber", "phone", "timestamp", "isbn", "tracking_id"})
    void theNameOfTheFieldMayTellOfSomethingElse(String field) {
        assertThat(Found.in(new Text("533681938", field))).isEmpty();
    }

    @Test
    void smallLettersAreNoIdWithoutContext() {
        assertThat(Found.sure("see cuzx500518mgtmbde5 there")).isEmpty();
        assertThat(Found.sure("curp cuzx500518mgtmbde5")).containsExactly("cuzx500518mgtmbde5");
    }

    @Test
    void severalNumbersInARowAreFoundOneByOne() {
        assertThat(Found.sure("12 345 678 901 and 4502702560493443 4502-7025-6049-3443 4502 7025 6049 3443"))
                .containsExactly("4502702560493443", "4502-7025-6049-3443", "4502 7025 6049 3443");
    }

    @Test
    void wordsOfOtherAlphabetsCountWithoutSpaces() {
        assertThat(Found.sure("여권번호는 M789C1234입니다")).containsExactly("M789C1234");
    }

    @Test
    void anEscapedLineBreakIsNotPartOfTheNumber() {
        assertThat(Found.sure("card:\\n4502702560493443")).containsExactly("4502702560493443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HRB 12345",
                "DE 449 227 215",
                "BIC NEDSZAJJXXX",
                "AHV-Nummer 756.0639.3968.42",
                "NI no TA 71 77 28 C"
            })
    void aLongTextAroundItHidesNothing(String value) {
        String prose = "und so weiter, in vielen Worten und-mit_Strichen, ";
        for (int length = 0; length < 60; length++) {
            String text = prose.repeat(5).substring(length) + value + ". " + prose.repeat(3);

            assertThat(Found.sure(text))
                    .as(text)
                    .singleElement()
                    .satisfies(found -> assertThat(value).endsWith(found));
        }
    }
}
