package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KEYS = List.of("allow", "ask", "deny", "first_sight", "server_requests");

    @ParameterizedTest
    @CsvSource({
        "denny, deny",
        "dney, deny",
        "Deny, deny",
        "alow, allow",
        "allowed, allow",
        "firstSight, first_sight",
        "first-sight, first_sight",
        "serverRequest, server_requests",
        "aks, ask",
    })
    void guessesWhatWasMeant(String word, String expected) {
        assertThat(Suggestion.closest(word, KEYS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"x", "''", "block", "de", "permit"})
    void guessesNothingFarFetched(String word) {
        assertThat(Suggestion.closest(word, KEYS)).isNull();
    }

    @Test
    void looksAtNoEndlessWord() {
        assertThat(Suggestion.closest("a".repeat(1_000_000), KEYS)).isNull();
    }
}
