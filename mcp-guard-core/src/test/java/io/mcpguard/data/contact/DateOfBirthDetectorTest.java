package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateOfBirthDetectorTest {

    private final DateOfBirthDetector detector =
            new DateOfBirthDetector(Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Date of birth: 1979-11-23 | 1979-11-23
                    DOB 11/23/1979 | 11/23/1979
                    "dateOfBirth":"1979-11-23T00:00:00Z" | 1979-11-23
                    birth_date=23.11.1979 | 23.11.1979
                    DOB: 23/11/79 | 23/11/79
                    dob: 19791123 | 19791123
                    born on November 23, 1979 | November 23, 1979
                    born on the 23rd of November 1979 | 23rd of November 1979
                    born 23-Nov-1979 in Hull | 23-Nov-1979
                    geboren am 23. März 1979 | 23. März 1979
                    née le 23 août 1979 | 23 août 1979
                    fecha de nacimiento: 23 de noviembre de 1979 | 23 de noviembre de 1979
                    生年月日：1979年11月23日 | 1979年11月23日
                    생년월일: 1979년 11월 23일 | 1979년 11월 23일
                    дата рождения 23.11.1979 | 23.11.1979
                    1979-11-23 (date of birth) | 1979-11-23
                    """)
    void findsDatesBehindAWord(String text, String date) {
        assertThat(Found.by(detector, text)).containsExactly(date + " LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Created: 1979-11-23",
                "born 1979-02-30",
                "born 1879-11-23",
                "born 2027-01-01",
                "born 13/32/1979",
                "born in 1979",
                "stillborn 1979-11-23",
                "dob: 1234567890",
                "born 1979-11-23-77a",
                "born 3 weeks ago, on 2024",
            })
    void findsNoOtherDates(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @Test
    void onlyTheFirstDateBehindAWordIsMeant() {
        assertThat(Found.likely(detector, "born 1979-11-23, hired 2004-01-02")).containsExactly("1979-11-23");
    }

    @Test
    void theNameOfTheFieldIsAWord() {
        assertThat(Found.likely(detector, new Text("23/11/1979", "birthDate"))).containsExactly("23/11/1979");
        assertThat(Found.likely(detector, new Text("23/11/1979", "updated"))).isEmpty();
    }
}
