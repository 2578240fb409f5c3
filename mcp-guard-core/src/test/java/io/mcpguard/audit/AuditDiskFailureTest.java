package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDiskFailureTest {

    private static final String LOST =
            " lost events, because it could not be written or not fast enough; check the disk";

    @TempDir
    Path dir;

    private final AtomicLong nanoTime = new AtomicLong();
    private FaultyChannel disk;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 700, 100_000})
    void countsWhatCouldNotBeWrittenAndGoesOn(int arrives) throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = open(file, 100)) {
            audit.append(new TestDecision("before"));
            flush(audit).get(10, TimeUnit.SECONDS);

            disk.failAfter = arrives;
            audit.append(new TestDecision("lost"));
            audit.append(new TestDecision("lost"));
            assertFails(flush(audit), file + LOST);

            disk.failAfter = -1;
            nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(2));
            awaitDurable(audit);
            audit.append(new TestDecision("after"));
            flush(audit).get(10, TimeUnit.SECONDS);
        }

        assertThat(FileAudit.verify(file).isIntact()).isTrue();
        List<Map<String, Object>> lines = FileAuditTest.read(file);
        assertThat(lines)
                .extracting(line -> line.getOrDefault("target", "lost " + line.get("lost")))
                .containsExactly("before", "lost 2", "after");
        assertThat(lines.get(1))
                .containsEntry("method", "guard/audit-lost")
                .containsEntry("time", "2026-11-22T00:00:00Z");
    }

    @Test
    void cutsOffAHalfWrittenLineEvenIfThatFailsAtFirst() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = open(file, 100)) {
            disk.failAfter = 50;
            disk.failTruncate = true;
            audit.append(new TestDecision("lost"));
            assertFails(flush(audit), file + LOST);
            disk.failAfter = -1;
            assertFails(flush(audit), file + LOST);
            disk.failTruncate = false;
            nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(2));
            awaitDurable(audit);
        }

        assertThat(FileAudit.verify(file)).hasToString("intact, 1 events");
    }

    @Test
    void leavesNoHalfLineBehindWhenItIsClosedWhileTheDiskFails() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        FileAudit audit = open(file, 100);
        audit.append(new TestDecision("a"));
        flush(audit).get(10, TimeUnit.SECONDS);
        disk.failAfter = 50;
        audit.append(new TestDecision("lost"));
        audit.close();

        assertThat(FileAudit.verify(file)).hasToString("intact, 1 events");
    }

    @Test
    void countsWhatDoesNotFitTheQueue() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = open(file, 10)) {
            Semaphore gate = new Semaphore(0);
            disk.gate = gate;
            audit.append(new TestDecision("first"));
            while (gate.getQueueLength() == 0) {
                Thread.onSpinWait(); // until the writer is stuck with the first one
            }
            for (int i = 0; i < 25; i++) {
                audit.append(new TestDecision("t" + i)); // never blocks
            }
            CompletableFuture<Void> flush = flush(audit);
            assertThat(flush).isNotDone();
            gate.release(1_000);
            assertFails(flush, file + LOST);
        }

        assertThat(FileAudit.verify(file)).hasToString("intact, 12 events");
        List<Map<String, Object>> lines = FileAuditTest.read(file);
        assertThat(lines.get(0)).containsEntry("target", "first");
        assertThat(lines.get(1)).containsEntry("lost", 15L);
        assertThat(lines.get(11)).containsEntry("target", "t9");
    }

    /** Two callers lose events at the same time: the flush of one must not excuse that of the other. */
    @Test
    void failsEveryFlushShortlyAfterALoss() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = open(file, 100)) {
            disk.failAfter = 0;
            audit.append(new TestDecision("lost"));
            assertFails(flush(audit), file + LOST);
            disk.failAfter = -1;
            nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
            assertFails(flush(audit), file + LOST);
            assertFails(flush(audit), file + LOST);
            nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
            awaitDurable(audit);
        }
    }

    @Test
    void failsTheNextFlushHoweverLateItComes() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = open(file, 0)) {
            audit.append(new TestDecision("lost"));
            nanoTime.addAndGet(TimeUnit.HOURS.toNanos(1));
            assertFails(flush(audit), file + LOST);
            flush(audit).get(10, TimeUnit.SECONDS);
        }
    }

    /** After a failed fsync nobody knows what is on the disk, and the next one may succeed without having written it. */
    @Test
    void promisesNothingMoreOnceTheDiskFailedToMakeSomethingDurable() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        String broken = file + " cannot be made durable; check the disk and start the process again";
        try (FileAudit audit = open(file, 100)) {
            disk.failForce = true;
            audit.append(new TestDecision("a"));
            assertFails(flush(audit), broken);
            disk.failForce = false;
            audit.append(new TestDecision("b"));
            assertFails(flush(audit), broken);
        }

        assertThat(FileAudit.verify(file)).hasToString("intact, 2 events");
    }

    private FileAudit open(Path file, int capacity) {
        return FileAudit.open(
                file,
                Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC),
                nanoTime::get,
                capacity,
                this::faulty);
    }

    private FileChannel faulty(FileChannel channel) {
        disk = new FaultyChannel(channel);
        return disk;
    }

    private static CompletableFuture<Void> flush(FileAudit audit) {
        return audit.flush().toCompletableFuture();
    }

    /** The first flush after a failure may still be told of it. */
    private static void awaitDurable(FileAudit audit) throws Exception {
        for (int i = 0; i < 3; i++) {
            if (flush(audit).handle((done, failure) -> failure == null).get(10, TimeUnit.SECONDS)) {
                return;
            }
        }
        throw new AssertionError("the file does not recover");
    }

    private static void assertFails(CompletableFuture<Void> flush, String message) {
        assertThatThrownBy(() -> flush.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(AuditException.class)
                .hasRootCauseMessage(message);
    }
}
