package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdsTest {

    private final SessionIds sessions = SessionIds.ofSessions();

    @Test
    void givesEachIdANameOfItsOwnAndTheServerItsIdBack() {
        assertThat(sessions.name("a")).isEqualTo("session-1");
        assertThat(sessions.name("b")).isEqualTo("session-2");
        assertThat(sessions.name("a")).isEqualTo("session-1");

        assertThat(sessions.id("session-1")).isEqualTo("a");
        assertThat(sessions.id("session-2")).isEqualTo("b");
    }

    @Test
    void leavesANameThatIsNoneOfItsOwnAsItIs() {
        sessions.name("a");

        assertThat(sessions.id("session-2")).isEqualTo("session-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\t", "\u007F", "\u00FC"})
    void takesNoIdThatIsMoreThanVisibleAscii(String id) {
        assertThat(sessions.name(id)).isNull();
    }

    @Test
    void takesIdsOfAllVisibleAsciiUpToTheirLongest() {
        assertThat(sessions.name("!~")).isNotNull();
        assertThat(sessions.name("x".repeat(4096))).isNotNull();
        assertThat(sessions.name("x".repeat(4097))).isNull();
    }

    @Test
    void forgetsTheOldestIdForTheSeventeenth() {
        for (int i = 1; i <= 16; i++) {
            sessions.name("id" + i);
        }
        assertThat(sessions.id("session-1")).isEqualTo("id1");

        sessions.name("id17");

        assertThat(sessions.id("session-1")).isEqualTo("session-1");
        assertThat(sessions.id("session-2")).isEqualTo("id2");
    }
}
