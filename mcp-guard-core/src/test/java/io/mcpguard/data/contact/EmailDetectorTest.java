package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailDetectorTest {

    private final EmailDetector detector = new EmailDetector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Write to ruth.okafor@brightmill.com, please | ruth.okafor@brightmill.com
                    <mailto:ruth+news@mail.brightmill.co.uk> | ruth+news@mail.brightmill.co.uk
                    {"email":"r_okafor-7@brightmill.io"} | r_okafor-7@brightmill.io
                    https://brightmill.com/u?mail=ruth@brightmill.com&x=1 | ruth@brightmill.com
                    https://brightmill.com/u?mail=ruth%2Bnews%40brightmill.com&x=1 | ruth%2Bnews%40brightmill.com
                    jürgen@bücherstube-köln.de | jürgen@bücherstube-köln.de
                    kim@xn--bcherstube-9db.de | kim@xn--bcherstube-9db.de
                    sean.o'brien@brightmill.com | sean.o'brien@brightmill.com
                    请联系ruth@brightmill.com谢谢 | ruth@brightmill.com
                    Ask ruth@brightmill.com.Then go on | ruth@brightmill.com
                    line\\nruth@brightmill.com\\nline | ruth@brightmill.com
                    \\u003cruth@brightmill.com\\u003e | ruth@brightmill.com
                    ruth\\u0040brightmill.com | ruth\\u0040brightmill.com
                    """)
    void findsAddresses(String text, String address) {
        assertThat(Found.by(detector, text)).containsExactly(address + " PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm install @brightmill/forms@1.2.3",
                "react@18.2.0-beta.next",
                "uses: actions/checkout@v4.main",
                "ruth@brightmill",
                "git@forge.brightmill.com:tools/parser.git",
                "scp build.zip deploy@web1.brightmill.com:/srv/www",
                "postgres://app:s3cret@db.brightmill.com/main",
                "https://ruth@forge.brightmill.com/x.git",
                "logo@2x.png",
                "ruth.@brightmill.com",
                "@Test void a() {}",
                "user@10.0.0.1",
                "49170555000@s.whatsapp.net",
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"support@brightmill.com", "no-reply+7@brightmill.com", "8+x@users.noreply.github.com"})
    void addressesOfFunctionsAreLessThanProven(String text) {
        assertThat(Found.by(detector, text)).containsExactly(text + " LIKELY");
        assertThat(Found.ids(detector, text)).containsExactly("email-role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruth@example.com", "ruth@mail.example.org", "ruth@shop.test", "ruth@nowhere.invalid"})
    void documentationDomainsAreOnlyPossible(String text) {
        assertThat(Found.by(detector, text)).containsExactly(text + " POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ruth [at] brightmill [dot] com",
                "ruth(at)brightmill(dot)com",
                "ruth [AT] brightmill.com",
                "ruth at brightmill dot com",
                "ruth at mail dot brightmill dot com",
            })
    void findsWhatIsSpeltOut(String text) {
        assertThat(Found.by(detector, text)).containsExactly(text + " LIKELY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"look at the dot on the i", "array[at] = dot", "we met (at) noon"})
    void wordsAreNoAddresses(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @Test
    void aLocalPartHasAtMost64Characters() {
        assertThat(Found.by(detector, "a".repeat(64) + "@brightmill.com")).hasSize(1);
        assertThat(Found.by(detector, "a".repeat(65) + "@brightmill.com")).isEmpty();
    }
}
