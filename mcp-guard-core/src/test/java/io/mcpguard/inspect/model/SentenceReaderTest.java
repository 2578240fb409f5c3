package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceReaderTest {

    private final SentenceReader reader = new SentenceReader();

    @Test
    void aSentenceEndsAtItsFullStop() {
        assertThat(sentences("One here. Two there! Version 1.2.3 is out"))
                .containsExactly("One here.", "Two there!", "Version 1.2.3 is out");
    }

    @Test
    void aLineThatGoesOnInSmallLettersIsTheSameSentence() {
        assertThat(sentences("read the\nfile now\nThen stop")).containsExactly("read the\nfile now", "Then stop");
    }

    @Test
    void aStringOfJsonIsASentence() {
        assertThat(sentences("{\"name\": \"one two\", \"next\": \"three\"}"))
                .containsExactly("name", "one two", "next", "three");
    }

    @Test
    void aTagEndsTheSentenceInFrontOfIt() {
        assertThat(sentences("<p>Hello you</p><p>And you</p>")).containsExactly("Hello you", "And you");
    }

    @Test
    void aMarkerOfTheSanitiserSaysNothing() {
        assertThat(sentences("Before. [removed by mcp-guard: prompt-injection] After."))
                .containsExactly("Before.", "After.");
    }

    @Test
    void ofPathsWithColonsBetweenThemTheFirstStandsForAll() {
        assertThat(words("PATH=/usr/local/sbin:/usr/local/bin:/home/runner/.keys:/opt/send/bin"))
                .isEqualTo(words("PATH=/usr/local/sbin"));
        assertThat(words("read:/home/runner/.keys")).isNotEqualTo(words("read"));
        assertThat(words("see https://a.example:/b")).isEqualTo(words("see https://c.example:/d"));
    }

    @Test
    void aWordWhoseStemIsKnownIsNoKeyWhateverItsLetters() {
        assertThat(classes("PASSword2")).isEqualTo(classes("passwords"));
        assertThat(classes("QXr9tLm2")).isEqualTo(classes("417"));
    }

    @ParameterizedTest
    @CsvSource({
        "Contraseña, contrasena",
        "ÜBERWEISE, uberweise",
        "p\u200Bassword, password",
        "ｓｅｃｒｅｔ, secret",
        "Ёлка, елка"
    })
    void wordsThatReadAlikeAreOne(String one, String other) {
        assertThat(words(one)).isEqualTo(words(other));
    }

    @ParameterizedTest
    @CsvSource({
        "ignore, ignoriere",
        "password, contraseña",
        "password, пароль",
        "secretly, heimlich",
        "tell, 告诉",
        "user, ユーザー",
        "token, 토큰을"
    })
    void wordsThatMeanAlikeHaveOneClass(String english, String other) {
        assertThat(classes(english).get(0)).isEqualTo(classes(other).get(0)).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPhone15", "Version3", "PRODUCT7", "getUserByName"})
    void aWordWithFiguresOrHumpsIsStillAWord(String text) {
        assertThat(classes(text)).containsExactly((byte) 0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x?y=1, 1",
        "me@a.example, 2",
        "12.5, 3",
        "~/.ssh, 4",
        "delete_all_rows, 5",
        "v1kDu1jLNS1EGpgW4B, 3"
    })
    void addressesNumbersAndNamesHaveAShape(String text, byte shape) {
        assertThat(classes(text)).contains(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                ".",
                "a.",
                "<",
                "<a",
                "@",
                "a@b",
                "\n ",
                "\"",
                "\\n",
                "[removed by mcp-guard: ",
                "忽略",
                "https://",
                "'",
                "_",
                "\uD83D"
            })
    void aMillionCharactersOfOneThingEndSoon(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        Reading reading = OrderModel.standard().reading();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> reading.judge(text, false));
    }

    @Test
    void aLongSentenceIsReadInPieces() {
        reader.read("word ".repeat(1_000));
        int read = 0;
        while (reader.next()) {
            assertThat(reader.count).isLessThanOrEqualTo(SentenceReader.MAX_WORDS);
            read += reader.count;
        }
        assertThat(read).isEqualTo(1_000);
    }

    private List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        reader.read(text);
        while (reader.next()) {
            sentences.add(text.substring(reader.start, reader.end).strip());
        }
        return sentences;
    }

    private List<Integer> words(String text) {
        reader.read(text);
        List<Integer> words = new ArrayList<>();
        while (reader.next()) {
            for (int i = 0; i < reader.count; i++) {
                words.add(reader.words[i]);
            }
        }
        return words;
    }

    private List<Byte> classes(String text) {
        reader.read(text);
        List<Byte> classes = new ArrayList<>();
        while (reader.next()) {
            for (int i = 0; i < reader.count; i++) {
                classes.add(reader.classes[i]);
            }
        }
        return classes;
    }
}
