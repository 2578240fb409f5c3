package io.mcpguard.cli.said;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {

    private static final org.slf4j.Logger LOG =
            new SaidProvider().getLoggerFactory().getLogger("io.mcpguard.stderr");

    @Test
    void theLastLinesOfAServerAreKeptAndForgottenWhenTheyAreTaken() {
        for (int i = 0; i < 20; i++) {
            LOG.debug("server \"{}\" says: {}", "many", "line " + i);
        }
        LOG.debug("server \"{}\" says: {}", "other", "mine");

        assertThat(Said.take("many", List.of(), 0))
                .hasSize(8)
                .startsWith("line 12")
                .endsWith("line 19");
        assertThat(Said.take("many", List.of(), 0)).isEmpty();
        assertThat(Said.take("other", List.of(), 0)).containsExactly("mine");
    }

    @Test
    void otherLoggersAreSilent() {
        assertThat(new SaidProvider()
                        .getLoggerFactory()
                        .getLogger("io.modelcontextprotocol")
                        .isErrorEnabled())
                .isFalse();
    }

    @Test
    void valuesThatAServerWasGivenAreNotShown() {
        assertThat(Said.masked("token=sekret-value and sekret-value", List.of("sekret-value")))
                .isEqualTo("token=*** and ***");
        assertThat(Said.masked("port 80", List.of("80"))).isEqualTo("port 80");
        assertThat(Said.masked("key: line-two", List.of("line-one\nline-two"))).isEqualTo("key: ***");
        assertThat(Said.masked("a\\u{7f}bcd", List.of("a\u007fbcd"))).isEqualTo("***");
    }

    @Test
    void aValueThatIsCutOffIsNotShownEither() {
        assertThat(Said.masked("token=sekret-va…", List.of("sekret-value"))).isEqualTo("token=***…");
        assertThat(Said.masked("token=sekret-va", List.of("sekret-value"))).isEqualTo("token=***");
    }

    @Test
    void nothingMovesTheCursor() {
        assertThat(Said.masked("a\u001b[2Jb", List.of())).isEqualTo("a\\u{1b}[2Jb");
    }
}
