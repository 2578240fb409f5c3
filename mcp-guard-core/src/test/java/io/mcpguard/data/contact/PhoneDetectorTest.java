package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneDetectorTest {

    private final PhoneDetector detector = new PhoneDetector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 415 555 0148",
                "+1 (415) 555-0148",
                "+14155550148",
                "+44 20 7946 0321",
                "+44 (0)20 7946 0321",
                "+49 30 5550148",
                "+33 1 70 18 55 01",
                "+55 11 98455 0148",
                "+91 98455 50148",
                "+90 (532) 555 01 48",
                "(+43) 1 5550148",
            })
    void findsInternationalNumbers(String number) {
        assertThat(Found.by(detector, number)).containsExactly(number + " LIKELY");
        assertThat(Found.by(detector, "Phone: " + number)).containsExactly(number + " PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 115 555 0148", // no area begins with 1
                "+1 415 911 0148", // N11 is no exchange
                "+999 555 0148 77", // nobody's code
                "+45 12 34", // too short for Denmark
                "+20190102", // an added line in a difference
                "UTC+05301234567",
                "x = a+4915112345678",
                "+3.14159265",
            })
    void knowsWhoseNumbersThereAreNot(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(415) 555-0148",
                "415-555-0148",
                "415.555.0148",
                "1-415-555-0148",
                "020 7946 0321",
                "07700 900321",
                "030 5550148",
                "0171 5550148",
                "01 70 18 55 01",
                "01.70.18.55.01",
                "03-5550-0148",
                "090-5550-0148",
                "(11) 98455-0148",
                "0917 555 0148",
                "0532 555 01 48",
                "09-7625148",
                "010-5550-0148",
                "0412 555 148",
                "06-12345014",
                "8 (915) 555-01-48",
            })
    void findsNationalNumbersByTheWayInWhichTheyAreWritten(String number) {
        assertThat(Found.by(detector, "at " + number + " today")).containsExactly(number + " LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Call me: 98765 43014 | 98765 43014
                    手机号13812340148，谢谢 | 13812340148
                    Telefon: 5550148 | 5550148
                    my mobile number is 4155550148 | 4155550148
                    {"phoneNumber": "4155550148"} | 4155550148
                    wa.me/14155550148 | 14155550148
                    ?phone=14155550148&x=1 | 14155550148
                    Tel. 22 55 01 48 | 22 55 01 48
                    fax 0049 30 5550148 | 0049 30 5550148
                    """)
    void findsOtherNumbersNearAWord(String text, String number) {
        assertThat(Found.likely(detector, text)).containsExactly(number);
    }

    @Test
    void theNameOfTheFieldIsAWord() {
        assertThat(Found.likely(detector, new Text("4155550148", "mobile_phone")))
                .containsExactly("4155550148");
        assertThat(Found.likely(detector, new Text("106540352242922", "phone_number_id")))
                .isEmpty();
        assertThat(Found.by(detector, new Text("4155550148", "order"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812340148", "09175550148", "05325550148", "98765 43014"})
    void distinctiveMobileNumbersAloneArePossible(String number) {
        assertThat(Found.by(detector, number)).containsExactly(number + " POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019-2020",
                "2024-05-17 10:30",
                "20240517",
                "1689009508",
                "1689009508123",
                "iPhone+14&qid=1689009508",
                "version 415.555.1",
                "01 02 03 04 05",
                "10-20-30-40-50",
                "978-3-16-148410-0",
                "192.168.100.200",
                "40.712776, -74.005974",
                "$4,155,550,148.00",
                "a4155550148",
                "415-555-0148-7731",
                "4155550148abcdef",
                "550e8400-e29b-41d4-a716-446655440000",
                "0x4155550148",
                "order 4155550148",
                "000-000-0000",
                "'phone': '+1 415 555 0148', 'ridet': '0036590'} 0036590",
            })
    void takesNoOtherNumberForOne(String text) {
        assertThat(Found.likely(detector, text).stream().filter(found -> !found.startsWith("+1 415")))
                .isEmpty();
    }

    @Test
    void aWordOfSomethingElseLeavesDoubt() {
        assertThat(Found.by(detector, "order number 415-555-0148")).containsExactly("415-555-0148 POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(415) 555-0148 x123", "(415) 555-0148 ext. 123", "415-555-0148x77"})
    void theExtensionIsAPartOfIt(String number) {
        assertThat(Found.likely(detector, number)).containsExactly(number);
    }

    @Test
    void findsANumberBehindAnother() {
        assertThat(Found.likely(detector, "2024-05-17 415-555-0148")).containsExactly("415-555-0148");
    }
}
