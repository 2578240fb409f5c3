package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StderrLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.mcpguard.stderr");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void logsLinesAtDebugWithTheNameOfTheServer() throws IOException {
        assertThat(logged("starting\nready"))
                .containsExactly("server \"files\" says: starting", "server \"files\" says: ready");
        assertThat(logged.list).allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
    }

    @Test
    void escapesWhatCouldForgeALogLine() throws IOException {
        assertThat(logged("\u001b[2Jfine\rINFO all is well\n"))
                .containsExactly("server \"files\" says: \\u{1b}[2Jfine\\u{d}INFO all is well");
    }

    @Test
    void logsTheBeginningOfALineWithoutEndOnce() throws IOException {
        assertThat(logged("x".repeat(1_000_000)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThan(StderrLog.MAX_CHARS + 50)
                        .endsWith("x…"));
    }

    @Test
    void logsOnlySoManyLinesAndSaysSo() throws IOException {
        List<String> lines = logged("no\n".repeat(3 * StderrLog.MAX_LINES));

        assertThat(lines).hasSize(StderrLog.MAX_LINES + 1);
        assertThat(lines.get(StderrLog.MAX_LINES))
                .isEqualTo("server \"files\" says more than 1000 lines; the rest is not logged");
    }

    private List<String> logged(String stderr) throws IOException {
        new StderrLog("files").readAll(new ByteArrayInputStream(stderr.getBytes(StandardCharsets.UTF_8)));
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
