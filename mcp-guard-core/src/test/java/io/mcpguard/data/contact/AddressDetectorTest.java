package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressDetectorTest {

    private final AddressDetector detector = new AddressDetector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "418 Larkspur Lane, Apt 4B, Dayton, OH 45402",
                "77 W. Orchard St., Boise, Idaho 83702-1234",
                "9 Quarry Road, Leeds LS6 3HN",
                "Lindenstraße 12a, 50674 Köln",
                "Berliner Allee 5, 40212 Düsseldorf",
                "14 rue des Lilas, 69003 Lyon",
                "Calle de la Luna 8, 28004 Madrid",
                "Via Garibaldi 22, 20121 Milano",
                "Prinsengracht 263, 1016 GV Amsterdam",
                "P.O. Box 481, Dayton, OH 45402",
            })
    void findsAStreetWithItsTown(String address) {
        assertThat(Found.by(detector, "He moved to " + address + " in spring.")).containsExactly(address + " LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ship to 418 Larkspur Lane | 418 Larkspur Lane
                    "street": "Lindenstraße 12" | Lindenstraße 12
                    Anschrift: Gartenweg 7 | Gartenweg 7
                    Send to postcode LS6 3HN please | LS6 3HN
                    """)
    void findsAStreetBehindAWord(String text, String address) {
        assertThat(Found.likely(detector, text)).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"418 Larkspur Lane is old", "Lindenstraße 12", "LS6 3HN", "PLZ 50674"})
    void aStreetOrAPostcodeAloneIsOnlyPossible(String text) {
        assertThat(Found.by(detector, text)).hasSize(1);
        assertThat(Found.likely(detector, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Take the 3 Main Points, CA 2",
                "In 2020 Google Drive had 2 outages",
                "Step 5 of the way, 10 users",
                "at 4 AM UTC",
                "QZ1 1AA",
                "LS6 3CN",
                "ABLS6 3HNX",
                "50674",
                "0.5 Long Street",
                "Ring 5",
                "address: 0x7f3a9c",
                "via HTTP 200",
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @Test
    void aYearBehindAStreetIsNoPostcode() {
        assertThat(Found.likely(detector, "175 Orchard Street burnt down. In 1998 Harriet rebuilt it"))
                .isEmpty();
    }

    @Test
    void theNextFieldIsNoPartOfIt() {
        assertThat(Found.likely(detector, "\"street\": \"9 Quarry Road\", \"city\": \"Leeds\", \"zip\": \"LS6 3HN\""))
                .contains("9 Quarry Road");
    }

    @Test
    void theFieldTellsOfTheWholeValue() {
        assertThat(Found.likely(detector, new Text("Haus Nr. 7, Am Anger", "streetAddress")))
                .containsExactly("Haus Nr. 7, Am Anger");
        assertThat(Found.likely(detector, new Text("https://brightmill.com/7", "street_address")))
                .isEmpty();
        assertThat(Found.likely(detector, new Text("10.0.0.7", "address"))).isEmpty();
    }
}
