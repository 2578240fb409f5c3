package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameDetectorTest {

    private final NameDetector detector = new NameDetector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I met Mr. Thornbury yesterday | Thornbury
                    ask Dr. Ngozi A. Adeyemi-Clarke about it | Ngozi A. Adeyemi-Clarke
                    MRS. THORNBURY SIGNED | THORNBURY SIGNED
                    Sehr geehrte Frau von der Heide, | von der Heide
                    Herr Prof. Dr. Lindqvist kommt | Lindqvist
                    Chère Mme Lefèvre, | Lefèvre
                    Estimada Sra. Quispe: | Quispe
                    Mr. O'Sullivan and Ms. McAdams | O'Sullivan;McAdams
                    """)
    void findsNamesBehindATitle(String text, String names) {
        assertThat(Found.likely(detector, text)).containsExactly(names.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"firstName": "Ngozi", "age": 3} | Ngozi
                    last_name: Thornbury | Thornbury
                    Full name: Ngozi Adeyemi | Ngozi Adeyemi
                    Patient name = Ngozi Adeyemi; ward 3 | Ngozi Adeyemi
                    Nachname: Lindqvist | Lindqvist
                    Hello, my name is Ngozi Adeyemi. | Ngozi Adeyemi
                    "name": "Laura Thornbury" | Laura Thornbury
                    """)
    void findsNamesBehindALabel(String text, String name) {
        assertThat(Found.likely(detector, text)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name: Build Status",
                "\"name\": \"Air Purifier\"",
                "firstName: String",
                "first_name = Faker.name()",
                "surname: Author's last name",
                "full name: required",
                "Name: Laura.build()",
                "MS Office and DR Site",
                "Sr. Engineer wanted",
                "Dear Mr. President",
                "12 Main Dr. Boston",
                "Mrr Plum and MMr. x",
                "my name is on the list",
                "Best regards, and so on",
            })
    void takesNothingElseForAName(String text) {
        assertThat(Found.by(detector, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    my name is Ngozi | Ngozi
                    then Laura Thornbury left | Laura Thornbury
                    Kind regards,\\nNgozi Adeyemi | Ngozi Adeyemi
                    """)
    void whatIsLessClearIsOnlyPossible(String text, String name) {
        assertThat(Found.by(detector, text)).containsExactly(name + " POSSIBLE");
    }

    @Test
    void theFieldTellsOfTheWholeValue() {
        assertThat(Found.likely(detector, new Text("Ngozi", "firstName"))).containsExactly("Ngozi");
        assertThat(Found.likely(detector, new Text("王小明", "姓名"))).containsExactly("王小明");
        assertThat(Found.likely(detector, new Text("Build Status", "name"))).isEmpty();
        assertThat(Found.likely(detector, new Text("string", "last_name"))).isEmpty();
    }
}
