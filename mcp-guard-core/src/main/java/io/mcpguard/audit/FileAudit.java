package io.mcpguard.audit;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Decision;
import io.mcpguard.api.audit.AuditSink;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records decisions in a file of JSON lines that form a hash chain, so that a changed, removed, inserted or moved line
 * is found by {@link #verify}.
 *
 * <p>Each line is a JSON object. Its member {@code hash} is the SHA-256, in lower-case hex, over the RFC 8785 canonical
 * form of the line without {@code hash}; its member {@code prev} is the hash of the line before it, 64 zeros in the
 * first one. {@code docs/audit.md} describes the other members, and what a chain without a key cannot show: that its end
 * was cut off, or that somebody wrote all of it anew.
 *
 * <p>{@link #append} takes no lock and never waits: a daemon thread writes, at most {@value #CAPACITY} decisions wait for
 * it. What does not fit or cannot be written is counted in a line {@code guard/audit-lost} as soon as possible, and makes
 * every {@link #flush} fail until a second after the last loss, and one at least. {@link #flush} completes after
 * {@code fsync}; several at a time share one.
 *
 * <p>One {@code FileAudit} writes a file, which a lock on {@code NAME.lck} beside it ensures. If a crash tore the last
 * line, opening moves it to {@code NAME.torn-1} and records that; anything else that is wrong with the last mebibyte
 * of the file is an error, and {@link #verify} checks the rest. New files belong to their owner alone where the file system can
 * say so.
 *
 * <pre>{@code
 * McpGuard.builder().audit(FileAudit.at(Path.of("audit.jsonl"))).build();
 * }</pre>
 */
public final class FileAudit implements AuditSink {

    private static final Logger log = LoggerFactory.getLogger(FileAudit.class);

    /** How many decisions may wait to be written. */
    static final int CAPACITY = 8_192;

    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final AuditQueue queue;
    private final Thread thread;

    private FileAudit(AuditFile file, Clock clock, LongSupplier nanoTime, int capacity) {
        this.queue = new AuditQueue(capacity, nanoTime);
        this.thread = new Thread(new AuditWriter(file, queue, clock), "mcp-guard-audit");
        thread.setDaemon(true);
        queue.writtenBy(thread);
    }

    /**
     * Opens a file to append to, creating it and its directories where missing.
     *
     * @param file the file, by custom named {@code *.jsonl}
     * @return the sink; close it, so that what still waits is written
     * @throws AuditException if the file is written by another process, is damaged, or cannot be written
     */
    public static FileAudit at(Path file) {
        return open(file, Clock.systemUTC(), System::nanoTime, CAPACITY, UnaryOperator.identity());
    }

    static FileAudit open(
            Path file, Clock clock, LongSupplier nanoTime, int capacity, UnaryOperator<FileChannel> seam) {
        FileAudit audit =
                new FileAudit(AuditFileOpener.open(requireNonNull(file, "file"), seam), clock, nanoTime, capacity);
        audit.thread.start();
        return audit;
    }

    /**
     * Checks a file from its first line to its last, with one line in memory at a time. While a process writes the file,
     * its last line may look torn.
     *
     * @param file the file
     * @return what is wrong with it first, if anything
     * @throws AuditException if it cannot be read
     */
    public static Verification verify(Path file) {
        return Verifier.verify(requireNonNull(file, "file"));
    }

    @Override
    public void append(Decision decision) {
        queue.append(requireNonNull(decision, "decision"));
    }

    /** {@inheritDoc} The stage completes in the common pool. */
    @Override
    public CompletionStage<Void> flush() {
        return queue.flush();
    }

    /** Writes what waits, makes it durable and closes the file. Waits for that, ten seconds at most. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                log.error("the audit file could not be closed within {} ms", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
