package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

    private static final int LENGTH = 1_000_000;
    /** Far more than it takes, far less than a second power would. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SIGNS = "@.:-+()0159 aAbFxMr\\n%=[]{}'\"/,_é电\ud800\u0000";

    private final List<Detector> detectors = List.of(
            new EmailDetector(),
            new PhoneDetector(),
            new NetworkDetector(),
            DateOfBirthDetector.standard(),
            new AddressDetector(),
            new NameDetector());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                ":",
                ".",
                "1",
                "a@",
                "a@b.c",
                "%40",
                "1.",
                "1:",
                "12 ",
                "1-",
                "+1",
                "(1",
                "Mr. ",
                "Mr. A ",
                "name: ",
                "dob ",
                "dob 1",
                "12 Main ",
                "Straße 5 ",
                "1.2.3.4 ",
                "::",
                "12:34:56 ",
                "aa-",
                "(at)",
                " at x dot ",
                "phone 12345678 ",
                "x=12345678",
                "A B ",
                "Box 5 ",
                "https://a:",
                "sincerely\n",
                "de la ",
                "\ud800",
            })
    void takesTimeInProportionToTheLength(String unit) {
        var text = Text.of(unit.repeat(LENGTH / unit.length()));

        assertTimeoutPreemptively(PATIENCE, () -> detectors.forEach(each -> each.detect(text, new Hits())));
    }

    @Test
    void neverThrows() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            for (String field : List.of("", "phone", "firstName", "street", "dob")) {
                var where = new Text(text.toString(), field);
                assertThatCode(() -> detectors.forEach(each -> each.detect(where, new Hits())))
                        .as(where.value())
                        .doesNotThrowAnyException();
            }
        }
    }
}
