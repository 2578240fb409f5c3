package io.mcpguard.cli;

import io.mcpguard.json.SafeText;
import java.util.function.Consumer;

/** Says on a terminal which server is waited for, in one line that goes away. */
final class Progress implements Consumer<String> {

    private static final int NAME = 60;
    private static final String ERASE = "\r\u001b[K";

    private final Io io;
    private final long start = System.nanoTime();
    private boolean shown;

    Progress(Io io) {
        this.io = io;
    }

    @Override
    public void accept(String server) {
        if (io.terminal().err()) {
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            io.err().print(ERASE + "waiting for " + SafeText.excerpt(server, NAME) + " ... " + seconds + " s");
            io.err().flush();
            shown = true;
        }
    }

    /** Before something else is written. */
    void clear() {
        if (shown) {
            io.err().print(ERASE);
            io.err().flush();
            shown = false;
        }
    }
}
