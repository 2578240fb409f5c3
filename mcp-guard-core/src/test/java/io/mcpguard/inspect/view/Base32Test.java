package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

    /** The vectors of RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({
        "MY======, f",
        "MZXQ====, fo",
        "MZXW6===, foo",
        "MZXW6YQ=, foob",
        "MZXW6YTB, fooba",
        "MZXW6YTBOI======, foobar",
        "mzxw6ytboi, foobar"
    })
    void theVectorsOfItsStandardAreDecoded(String run, String text) {
        assertThat(new String(decode(run, run.length()), StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcdefghijklmnopqrstuvwxyz234567"})
    void everyLetterAndDigitHasItsValue(String run) {
        assertThat(HexFormat.of().formatHex(decode(run, 20))).isEqualTo("00443214c74254b635cf84653a56d7c675be77df");
    }

    @Test
    void noMoreIsDecodedThanThereIsRoomFor() {
        assertThat(decode("MZXW6YTBOI", 3)).asString(StandardCharsets.US_ASCII).isEqualTo("foo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MZXW6YTBOI======",
                "mzxw6ytboi",
                "MZXW\n6YTB",
                "MZXW\r\n6YTB",
                "az2",
                "az7",
                "AZ2",
                "AZ7",
            })
    void aRunOfItsLettersWithADigitIsInIt(String run) {
        assertThat(Base32.isIn(run, 0, run.length())).isTrue();
        assertThat(Base32.isIn("!" + run + "!", 1, 1 + run.length())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // words have no digits
                "MZXWYTBOI",
                "mzxwytboi",
                // base64 has letters of both cases
                "MZXw6YTBOI",
                "Az2",
                "aZ7",
                "234567",
                // 0, 1, 8 and 9 look too much like letters to be in it
                "MZXW6YTB1",
                "MZXW6YTB8",
                "MZXW 6YTB",
                "MZXW-6YTB",
                "MZ{6",
                "mz`6",
                "MZ@6",
                "MZ[6"
            })
    void otherWordsAreNot(String run) {
        assertThat(Base32.isIn(run, 0, run.length())).isFalse();
    }

    private static byte[] decode(String run, int room) {
        var bytes = new byte[room];
        return Arrays.copyOf(bytes, Base32.decode(run, 0, run.length(), bytes));
    }
}
