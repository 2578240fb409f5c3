package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.rule.Disguise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {

    @ParameterizedTest
    @CsvSource({
        "'\\u0069\\u0067', escapes",
        "&#105;&#103;, character references",
        "ignore%20all, percent encoding",
        "'\u200B\u200C\u200B', characters that show nothing",
        "'\uDB40\uDC69\uDB40\uDC67', characters that show nothing",
        "0110100101100111, bits",
        "69676e6F7265, hexadecimal",
        "'69 67:6e,6f\n72\t65', hexadecimal",
        "'\\x69\\x67', hexadecimal",
        "NFTW433SMU======, base32",
        "'NFTW43\r\n3SMU', base32",
        "aWdub3JlIGFsbA==, base64",
        "aWdub3JlIGFsbA, base64"
    })
    void peopleAreToldHowARunIsEncoded(String run, String encoding) {
        assertThat(Encodings.of(run)).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        // letters that need no escape hide from people who read the source
        "'\\u0069\\u0067\\u006e', CIPHER",
        // letters of another script have to be written so in ASCII
        "'\\u0438\\u0433\\u043d', ADDRESS",
        "ignore%20all, ADDRESS",
        "&#105;&#103;, ADDRESS",
        "'%69', ADDRESS",
        "'&#', ADDRESS",
        "0110100101100111, CIPHER",
        "NFTW433SMU======, CIPHER",
        "'\u200B\u200C\u200B', CIPHER",
        "'\u200A\u200B', ENCODED",
        "69676e6f7265, ENCODED",
        "aWdub3JlIGFsbA==, ENCODED"
    })
    void whatNobodyHasToEncodeSoIsACipher(String run, Disguise disguise) {
        assertThat(Encodings.disguise(run)).isEqualTo(disguise);
    }
}
