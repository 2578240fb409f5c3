package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything by which an application, or whoever reads its logs, could have learned what a server said: results,
 * exceptions with their causes and suppressed ones, what consumers were told, the log, standard output and error.
 *
 * <p>The log is kept from INFO on, and all of the guard's own. The SDK writes whole messages at DEBUG and below, before
 * any transport sees them; that is switched on by hand or not at all.
 */
final class Evidence implements AutoCloseable {

    /** Where the guard shows a child's stderr, escaped, cut, and only to whoever asks for it. */
    private static final String STDERR_LOGGER = "io.mcpguard.stderr";

    private record Piece(String where, String text) {}

    private final List<Piece> pieces = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.mcpguard");
    private final Level rootLevel = root.getLevel();
    private final LogKeeper keeper = new LogKeeper();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Evidence() {
        keeper.setContext(root.getLoggerContext());
        keeper.start();
        root.setLevel(Level.INFO);
        ours.setLevel(Level.TRACE);
        root.addAppender(keeper);
        System.setOut(new PrintStream(new Tee(out, printed), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Tee(err, printed), true, StandardCharsets.UTF_8));
    }

    void add(String where, Object text) {
        pieces.add(new Piece(where, String.valueOf(text)));
    }

    void add(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text)); // with causes and suppressed ones
        pieces.add(new Piece("exception", text.toString()));
    }

    void assertHoldsNo(String canary) {
        synchronized (printed) {
            pieces.add(new Piece("stdout or stderr", printed.toString(StandardCharsets.UTF_8)));
        }
        assertThat(pieces)
                .as("no text of the server came around the guard")
                .allSatisfy(piece -> assertThat(piece.text()).as(piece.where()).doesNotContain(canary));
    }

    @Override
    public void close() {
        root.detachAppender(keeper);
        root.setLevel(rootLevel);
        ours.setLevel(null);
        System.setOut(out);
        System.setErr(err);
    }

    private final class LogKeeper extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getLoggerName().equals(STDERR_LOGGER)) {
                String failure =
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
                pieces.add(new Piece(
                        "log of " + event.getLoggerName() + " at " + event.getLevel(),
                        event.getFormattedMessage() + failure));
            }
        }
    }

    /** Writes to both, so that a failing test still shows what was printed. */
    private static final class Tee extends OutputStream {

        private final OutputStream first;
        private final ByteArrayOutputStream second;

        Tee(OutputStream first, ByteArrayOutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int b) throws java.io.IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws java.io.IOException {
            first.write(bytes, from, length);
            synchronized (second) {
                second.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws java.io.IOException {
            first.flush();
        }
    }
}
