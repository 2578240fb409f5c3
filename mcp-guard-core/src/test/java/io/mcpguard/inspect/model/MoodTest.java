package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoodTest {

    private final SentenceReader reader = new SentenceReader();

    @ParameterizedTest
    @CsvSource({
        "Send the letter to the office, 1",
        "Now quickly send the letter, 1",
        "Please send the letter, 2",
        "Could you send the letter, 2",
        "I want you to send the letter, 2",
        "You must send the letter, 3",
        "Do not send the letter, 4",
        "Never send the letter, 4",
        "How does the mail work, 5",
        "The office sends the letter, 0",
        "You can read the letter, 0",
        "Bitte sende den Brief, 2",
        "Envoyez la lettre, 1"
    })
    void isSeenInHowASentenceBegins(String text, int mood) {
        reader.read(text);
        assertThat(reader.next()).isTrue();
        assertThat(Mood.standard().of(reader.words, 0, reader.count)).isEqualTo(mood);
    }
}
