package io.mcpguard.session;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what came and belongs to nothing: garbage, answers that nobody waits for. The first few of a minute one by one
 * and the rest as a number, so that a server that sends nothing else fills neither the audit log nor the disk below it.
 * Thread-safe.
 */
final class Strays {

    static final int SINGLY = 10;
    static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Consumer<String> recorder;
    private long windowStart;
    private int recorded;
    private long untold;

    /**
     * @param nanos like {@link System#nanoTime}
     * @param recorder records a reason
     */
    Strays(LongSupplier nanos, Consumer<String> recorder) {
        this.nanos = nanos;
        this.recorder = recorder;
    }

    void seen(String reason) {
        String record = next(reason);
        if (record != null) {
            recorder.accept(record);
        }
    }

    /**
     * Nothing more will come for now: what was not told yet is told as a number. The minute goes on, so that a server does
     * not begin a new one by ending its connection.
     */
    void end() {
        long left;
        synchronized (this) {
            left = untold;
            untold = 0;
        }
        if (left > 0) {
            recorder.accept(left + " more were dropped, and not recorded one by one");
        }
    }

    private synchronized @Nullable String next(String reason) {
        long now = nanos.getAsLong();
        if (recorded == 0 || now - windowStart >= WINDOW_NANOS) {
            windowStart = now;
            recorded = 0;
        }
        if (recorded == SINGLY) {
            untold++;
            return null;
        }
        recorded++;
        String before = untold == 0 ? "" : "; " + untold + " more before it were not recorded one by one";
        untold = 0;
        return reason + before;
    }
}
