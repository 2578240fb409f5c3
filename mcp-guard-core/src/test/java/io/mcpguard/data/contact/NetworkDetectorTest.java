package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkDetectorTest {

    private final NetworkDetector detector = new NetworkDetector();

    @ParameterizedTest
    @CsvSource({
        "10.20.30.40, ip-private",
        "192.168.7.9, ip-private",
        "172.31.255.1, ip-private",
        "172.32.255.1, ip-public",
        "127.0.0.1, ip-private",
        "169.254.10.20, ip-private",
        "192.0.2.77, ip-private",
        "198.51.100.7, ip-private",
        "203.0.113.80, ip-private",
        "100.64.9.9, ip-private",
        "81.2.69.142, ip-public",
        "8.8.8.8, ip-public",
        "2001:db8::17, ip-private",
        "::1, ip-private",
        "fe80::a:b%eth0, ip-private",
        "fd12:3456:789a::1, ip-private",
        "ff02::1, ip-private",
        "::ffff:10.1.2.3, ip-private",
        "::ffff:81.2.69.142, ip-public",
        "64:ff9b::81.2.69.142, ip-public",
        "2a02:8070:1::beef, ip-public",
        "2a02:8070:1:2:3:4:5:6, ip-public",
    })
    void tellsWhoseAddressesLeadToNobody(String address, String id) {
        assertThat(Found.by(detector, "from " + address + ".")).containsExactly(address + " LIKELY");
        assertThat(Found.ids(detector, address)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[2a02:8070::9]/x", "host=81.2.69.142:8080", "81.2.69.0/24", "{\"ip\":\"81.2.69.142\"}"})
    void findsThemInUrlsPrefixesAndJson(String text) {
        assertThat(Found.likely(detector, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "256.1.1.1",
                "81.2.69",
                "81.2.69.142.7",
                "1.3.6.1.4.1.311",
                "081.2.69.142",
                "Chrome/120.0.0.0 Safari/537.36",
                "v81.2.69.142",
                "parser-81.2.69.142.jar",
                "dep>=81.2.69.142",
                "std::string",
                "a::before { }",
                "add::bad",
                "12:34:56",
                "1:2:3:4",
                "rows[1::2]",
                "x[::1]",
                "a::b::c::d",
                "2a02::8070::1",
                "aa:bb:cc:dd:ee:ff:00:11:22:33",
                "::ffff:256.1.1.1",
                ":::",
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version 4.8.12.1", "Release: 81.2.69.142", "see section 1.2.3.4", "3.2.1.0"})
    void whatMayBeAVersionIsOnlyPossible(String text) {
        assertThat(Found.likely(detector, text)).isEmpty();
    }

    @Test
    void aWordTellsAddressesFromVersions() {
        assertThat(Found.likely(detector, "server ip 3.2.1.7")).containsExactly("3.2.1.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3c:52:82:0f:aa:01", "3C-52-82-0F-AA-01", "3c52.820f.aa01"})
    void findsHardwareAddresses(String address) {
        assertThat(Found.by(detector, "on " + address + " now")).containsExactly(address + " LIKELY");
        assertThat(Found.ids(detector, address)).containsExactly("mac");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff:ff:ff:ff:ff:ff",
                "00:00:00:00:00:00",
                "3c:52:82:0f:aa",
                "3c:52:82:0f:aa:01:9d",
                "3c:52:82-0f-aa-01",
                "3g:52:82:0f:aa:01",
                "id-3c-52-82-0f-aa-01",
            })
    void otherPairsAreNone(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @Test
    void digitsOnlyNeedAWord() {
        assertThat(Found.likely(detector, "10-20-30-41-50-60")).isEmpty();
        assertThat(Found.likely(detector, "MAC 10-20-30-41-50-60")).containsExactly("10-20-30-41-50-60");
    }
}
