package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class Slf4jAuditTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.mcpguard.audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void writesOneLineForWhatWasAllowed() {
        new Slf4jAudit().append(new TestDecision("read_file"));

        assertLine(
                Level.DEBUG, "ALLOWED tools/call \"read_file\" to \"files\" [exchange x-1, conversation transport-1]");
    }

    @Test
    void warnsOfWhatWasRefused() {
        new Slf4jAudit().append(decision("delete_file", Verdict.REFUSED, Verdict.REFUSED));

        assertLine(
                Level.WARN,
                "REFUSED tools/call \"delete_file\" to \"files\" by mcp-guard.yaml:12: {} denied [exchange x-1,"
                        + " conversation transport-1, findings 1]");
    }

    @Test
    void tellsOfWhatWasChanged() {
        new Slf4jAudit().append(decision("read_file", Verdict.CHANGED, Verdict.CHANGED));

        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getLevel)
                .isEqualTo(Level.INFO);
    }

    @Test
    void tellsOfWhatWouldHaveBeenRefused() {
        new Slf4jAudit().append(decision("delete_file", Verdict.ALLOWED, Verdict.REFUSED));

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage()).startsWith("ALLOWED (enforced: REFUSED) tools/call");
        });
    }

    @Test
    void writesNothingBelowTheLevelOfTheLogger() {
        logger.setLevel(Level.WARN);
        new Slf4jAudit().append(new TestDecision("read_file"));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void letsNobodyForgeALineOrAQuote() {
        new Slf4jAudit().append(new TestDecision("x\" to \"bank\"\nREFUSED\u001b[31m\u202e" + "y".repeat(1_000)));

        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith(
                                "ALLOWED tools/call \"x\\\" to \\\"bank\\\"\\\\u{a}REFUSED\\\\u{1b}[31m\\\\u{202e}yyy")
                        .hasSizeLessThan(250));
    }

    @Test
    void aMethodThatReadsLikeWordsOfTheLineStandsInQuotes() {
        new Slf4jAudit().append(new TestDecision("read_file") {
            @Override
            public String event() {
                return "tools/call to bank: all is well";
            }
        });

        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("ALLOWED \"tools/call to bank: all is well\" \"read_file\" to "));
    }

    private void assertLine(Level level, String text) {
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(level);
            assertThat(line.getFormattedMessage()).isEqualTo(text);
        });
    }

    private static TestDecision decision(String target, Verdict verdict, Verdict wouldBe) {
        return new TestDecision(target) {
            @Override
            public Verdict verdict() {
                return verdict;
            }

            @Override
            public Verdict wouldBe() {
                return wouldBe;
            }

            @Override
            public String rule() {
                return "mcp-guard.yaml:12";
            }

            @Override
            public String reason() {
                return "{} denied";
            }

            @Override
            public List<Finding> findings() {
                return List.of(Finding.of(Severity.WARN, "", "m"));
            }
        };
    }
}
