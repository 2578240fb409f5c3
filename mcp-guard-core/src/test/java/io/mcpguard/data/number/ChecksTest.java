package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The methods, with the examples of those who describe them. */
class ChecksTest {

    @Test
    void luhn() {
        assertThat(Checks.luhn("79927398713")).isTrue();
        assertThat(Checks.luhn("79927398710")).isFalse();
    }

    @Test
    void verhoeff() {
        assertThat(Checks.verhoeff("2363")).isTrue();
        assertThat(Checks.verhoeff("2364")).isFalse();
    }

    @Test
    void mod11And10() {
        assertThat(Checks.mod11And10("07945")).isTrue();
        assertThat(Checks.mod11And10("07946")).isFalse();
    }

    @Test
    void mod11And2() {
        assertThat(Checks.mod11And2("07940")).isTrue();
        assertThat(Checks.mod11And2("079X")).isTrue();
        assertThat(Checks.mod11And2("079Y")).isFalse();
    }

    @Test
    void mod97() {
        assertThat(Checks.mod97("79444")).isEqualTo(1);
    }

    @Test
    void ean() {
        assertThat(Checks.ean("4006381333931")).isTrue();
        assertThat(Checks.ean("4006381333932")).isFalse();
    }

    @Test
    void icao() {
        assertThat(Checks.icao("520727", 0, 6)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "29,2,2024,true",
        "29,2,2023,false",
        "29,2,1900,false",
        "31,4,2024,false",
        "0,1,2024,false",
        "1,13,2024,false"
    })
    void days(int day, int month, int year, boolean exists) {
        assertThat(Dates.isDay(day, month, year)).isEqualTo(exists);
    }
}
