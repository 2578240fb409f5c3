package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The specimens of ICAO Doc 9303. */
class MachineReadableZonesTest {

    private static final String NAME = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    private static final String NUMBER = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    @Test
    void bothLinesOfAPassportAreOneValue() {
        assertThat(Found.values("scan:\n" + NAME + "\n" + NUMBER + "\n"))
                .containsExactly("passport " + NAME + "\n" + NUMBER + " PROVEN");
    }

    @Test
    void theLineWithTheNumberIsEnough() {
        assertThat(Found.values(NUMBER)).containsExactly("passport " + NUMBER + " PROVEN");
    }

    @Test
    void aCardHasThreeShorterLines() {
        String card = """
            I<UTOD231458907<<<<<<<<<<<<<<<
            7408122F1204159UTO<<<<<<<<<<<6
            ERIKSSON<<ANNA<MARIA<<<<<<<<<<
            """;

        assertThat(Found.values(card))
                .containsExactly(
                        "national-id I<UTOD231458907<<<<<<<<<<<<<<< PROVEN",
                        "national-id 7408122F1204159UTO<<<<<<<<<<<6 PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L898902C36UTO7408123F1204159ZE184226B<<<<<10",
                "L898902C36UTO7408122F1204159ZE184226B<<<<10",
                "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                "List<Map<String, List<Integer>>>",
                "<HTML><BODY><TABLE1><TR2>"
            })
    void aLineThatFailsItsChecksIsNone(String line) {
        assertThat(Found.in(line)).isEmpty();
    }
}
