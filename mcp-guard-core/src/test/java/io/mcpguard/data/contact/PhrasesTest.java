package io.mcpguard.data.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private final Phrases phrases = Phrases.of("date of birth", "né", "phone", "电话");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the date of birth is",
                "dateOfBirth",
                "date_of_birth",
                "DATE-OF-BIRTH",
                "homePhone",
                "phone1",
                "\\nphone",
                "Ne a Paris",
                "我的电话号码"
            })
    void findsThemAsWholeWords(String text) {
        assertThat(phrases.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iPhone", "phones", "megaphone", "date of births", "date   of birth", "dateofbirth", "nez"})
    void partsOfWordsAreNone(String text) {
        assertThat(phrases.isIn(text)).isFalse();
    }

    @Test
    void theLongestOneCounts() {
        var numbered = Phrases.of("cell = 0", "cell phone = 1");

        assertThat(numbered.at("cell phone", 0)).isEqualTo(new Phrases.Found(0, 10, 1));
    }
}
