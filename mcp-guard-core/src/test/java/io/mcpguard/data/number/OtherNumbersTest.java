package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What numbers of honest texts are. */
class OtherNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "costs 1,299.00 EUR, or $4502702560493443, or 12 345 678 kr",
                "on 2024-05-11 at 09:15:30.500, not on 11.05.2024 or 5/11/2024",
                "version 10.15.7.2048, build 20240511.1",
                "from 192.168.100.200 or 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "at 1748503543012 ms, 1748503543 s, 1748503543012345678 ns",
                "started 20240511091530, ended 202405110915",
                "call +1 (415) 555-0132 or 415-555-0132 or +49 30 901820",
                "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                "id 550e8400-e29b-41d4-a716-446655440000",
                "at 52.520008, 13.404954 and -33.868820",
                "ISBN 978-3-16-148410-0, 9783161484100, ISSN 2049-3630, EAN 4006381333931",
                "order 302-8834512-1993855, tracking 1Z999AA10123456784",
                "doi 10.1000/182, arXiv 2401.12345, RFC 9110, CVE-2024-12345",
                "{\"count\": 123456789, \"bytes\": 53687091200, \"ratio\": 0.123456789012345}",
                "p50=123456789 p99=987654321 total=1111111111",
                "pages 100-200, lines 1000-2000, 3 / 4 / 5 / 6",
                "2014 2015 2016 2017 2018 2019",
                "a\tb\tc\n100 200 300 400 500\n600 700 800 900 1000",
                "0x7ffee4b5c8a0 and deadbeef12345678",
                "1111 1111 1111 1111 and 000-00-0000",
                "https://example.com/items/533681938?page=2",
                "user_533681938 and file-533681938.json",
                "AKIAIOSFODNN7EXAMPLE eyJhbGciOiJIUzI1NiJ9",
                "HRB 85 hardness, S3 URI, is a 13-digit number, Iso10126 padding",
            })
    void areNotFound(String text) {
        assertThat(Found.values(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1748503543012",
                "20240511091530",
                "9783161484100",
                "1970-01-01",
                "10.15.7",
                "2024-05-11T09:15:30Z",
                "192.168.1.10",
                "3.14159265358979",
                "Iso10126",
                "S3 Uri",
                "utf8mb4",
                "#533681938",
                "0000000000",
                ""
            })
    void areNotFoundAloneEither(String text) {
        assertThat(Found.values(text)).isEmpty();
    }
}
