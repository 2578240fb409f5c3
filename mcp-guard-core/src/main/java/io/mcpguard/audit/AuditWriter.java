package io.mcpguard.audit;

import io.mcpguard.api.Decision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what waits in an {@link AuditQueue} into lines of a file, on a thread of its own, many at a time. Events that
 * cannot be written are counted, and a line says how many there were as soon as one can be written again.
 */
final class AuditWriter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);

    private static final int MAX_BATCH_BYTES = 1 << 18;
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AuditFile file;
    private final AuditQueue queue;
    private final Clock clock;
    private final DecisionJson json = new DecisionJson();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private final List<AuditQueue.Flush> flushes = new ArrayList<>();

    private AuditFile.@Nullable Repair unrecorded;
    private boolean failing;
    /** Once the system failed to make something durable, nobody knows what is. */
    private boolean broken;

    AuditWriter(AuditFile file, AuditQueue queue, Clock clock) {
        this.file = file;
        this.queue = queue;
        this.clock = clock;
        this.unrecorded = file.repair();
    }

    @Override
    public void run() {
        try {
            do {
                turn();
            } while (queue.await());
            do {
                turn();
            } while (!queue.isEmpty());
        } finally {
            queue.end();
            closeFile();
        }
    }

    /** Writes what waits by now, or as much of it as makes a batch. */
    private void turn() {
        Chain.End before = file.chain().end();
        long lost = queue.lost();
        batch.reset();
        linkOwnEvents(lost);
        int decisions = 0;
        while (batch.size() < MAX_BATCH_BYTES) {
            Object item = queue.poll();
            if (item == null) {
                break;
            }
            if (item instanceof AuditQueue.Flush flush) {
                flushes.add(flush);
            } else {
                decisions += link((Decision) item);
            }
        }
        boolean written = append();
        if (written) {
            queue.reported(lost);
            unrecorded = null;
        } else {
            file.chain().resetTo(before);
            queue.lose(decisions);
        }
        completeFlushes();
        if (!written) {
            queue.pause(AFTER_FAILURE_NANOS);
        }
    }

    private void linkOwnEvents(long lost) {
        AuditFile.Repair repair = unrecorded;
        if (repair != null) {
            Map<String, @Nullable Object> event = DecisionJson.event(clock.instant(), "guard/audit-recovered");
            event.put("torn_bytes", repair.bytes());
            event.put("torn_file", String.valueOf(repair.keptIn().getFileName()));
            batch.writeBytes(file.chain().link(event));
        }
        if (lost > 0) {
            Map<String, @Nullable Object> event = DecisionJson.event(clock.instant(), "guard/audit-lost");
            event.put("lost", lost);
            batch.writeBytes(file.chain().link(event));
        }
    }

    /** {@return how many lines the decision became: one, or none if it cannot be written at all} */
    private int link(Decision decision) {
        try {
            Map<String, @Nullable Object> event = json.write(decision);
            try {
                batch.writeBytes(file.chain().link(event));
            } catch (RuntimeException e) {
                event.remove("payload");
                event.put("payload_left_out", "larger or deeper than a line may be");
                batch.writeBytes(file.chain().link(event));
            }
            return 1;
        } catch (RuntimeException e) {
            log.error("a decision cannot be recorded: {}", e.getClass().getName());
            queue.lose(1);
            return 0;
        }
    }

    private boolean append() {
        if (batch.size() == 0) {
            return true;
        }
        try {
            file.append(ByteBuffer.wrap(batch.toByteArray()));
        } catch (IOException e) {
            if (!failing) {
                log.error("{} cannot be written, events are lost until it can be: {}", file.path(), e.toString());
            }
            failing = true;
            return false;
        }
        if (failing) {
            log.warn("{} is written again; it says how many events were lost", file.path());
        }
        failing = false;
        return true;
    }

    private void completeFlushes() {
        if (flushes.isEmpty()) {
            return;
        }
        force();
        for (AuditQueue.Flush flush : flushes) {
            if (broken) {
                fail(flush, " cannot be made durable; check the disk and start the process again");
            } else if (queue.failsByLoss(flush)) {
                fail(flush, " lost events, because it could not be written or not fast enough; check the disk");
            } else {
                // Elsewhere, so that what depends on it does not hold up the writer.
                flush.done().completeAsync(() -> null);
            }
        }
        flushes.clear();
    }

    private void fail(AuditQueue.Flush flush, String why) {
        AuditException failure = new AuditException(file.path() + why);
        flush.done().defaultExecutor().execute(() -> flush.done().completeExceptionally(failure));
    }

    private void force() {
        try {
            file.force();
        } catch (IOException e) {
            if (!broken) {
                log.error("{} cannot be made durable: {}", file.path(), e.toString());
            }
            broken = true;
        }
    }

    private void closeFile() {
        force();
        try {
            file.close();
        } catch (IOException e) {
            log.error("{} cannot be closed: {}", file.path(), e.toString());
        }
    }
}
