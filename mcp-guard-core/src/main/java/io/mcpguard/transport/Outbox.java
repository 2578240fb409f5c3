package io.mcpguard.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to a process. Whoever sends puts a line here and goes on; one thread writes, so that two lines never
 * mix. Bounded: a process that does not read is not fed without end. Thread-safe.
 */
final class Outbox {

    static final int MAX_LINES = 10_000;
    static final long MAX_BYTES = 32L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private @Nullable String refusal;

    /** Takes a line with its end, of whatever size if no other waits. Says why not, in our words, or null. */
    @Nullable
    String offer(byte[] line) {
        lock.lock();
        try {
            if (refusal != null) {
                return refusal;
            }
            if (!waiting.isEmpty() && (waiting.size() >= MAX_LINES || bytes + line.length > MAX_BYTES)) {
                return "does not read what it is sent";
            }
            waiting.add(line);
            bytes += line.length;
            changed.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more lines. The writer ends when it has written those that wait. */
    void close(String why) {
        lock.lock();
        try {
            refusal = refusal == null ? why : refusal;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more lines and forgets those that wait. */
    void discard(String why) {
        lock.lock();
        try {
            close(why);
            waiting.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Writes until the box is closed and empty, then closes the stream. Blocks while the process does not read. */
    void writeTo(OutputStream stdin) throws IOException, InterruptedException {
        try (stdin) {
            for (byte[] line = take(); line != null; line = take()) {
                stdin.write(line);
                stdin.flush();
            }
        }
    }

    private byte @Nullable [] take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (refusal != null) {
                    return null;
                }
                changed.await();
            }
            byte[] line = waiting.remove();
            bytes -= line.length;
            return line;
        } finally {
            lock.unlock();
        }
    }
}
