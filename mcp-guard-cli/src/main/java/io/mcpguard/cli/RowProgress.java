package io.mcpguard.cli;

import java.util.function.LongConsumer;

/** Says on a terminal how many rows are done, in one line that goes away. */
final class RowProgress implements LongConsumer {

    private static final long PAUSE_NANOS = 500_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final Io io;
    private final boolean shows;
    private final String before;
    private long last = System.nanoTime();

    /**
     * @param shows whether anything is shown
     * @param before stands in front of the number
     */
    RowProgress(Io io, boolean shows, String before) {
        this.io = io;
        this.shows = shows && io.terminal().err();
        this.before = before;
    }

    @Override
    public void accept(long rows) {
        if (shows && System.nanoTime() - last > PAUSE_NANOS) {
            last = System.nanoTime();
            io.err().print(ERASE + before + rows + " rows");
            io.err().flush();
        }
    }

    /** Before something else is written. */
    void clear() {
        if (shows) {
            io.err().print(ERASE);
            io.err().flush();
        }
    }
}
