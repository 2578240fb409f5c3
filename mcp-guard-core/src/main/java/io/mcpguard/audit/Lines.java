package io.mcpguard.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits bytes into lines that end with a line feed, with one line at most in memory. */
final class Lines {

    /** Stands for a line longer than {@link Chain#MAX_LINE_BYTES}. */
    static final byte[] TOO_LONG = {};

    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long rest;

    Lines(InputStream in) {
        this.in = in;
    }

    /** {@return the next whole line without its line end, null if there is none} */
    byte @Nullable [] next() throws IOException {
        line.reset();
        rest = 0;
        while (true) {
            if (from == to) {
                to = in.read(block);
                from = 0;
                if (to < 0) {
                    to = 0;
                    return null;
                }
            }
            int end = from;
            while (end < to && block[end] != '\n') {
                end++;
            }
            rest += end - from;
            if (rest <= Chain.MAX_LINE_BYTES) {
                line.write(block, from, end - from);
            }
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            if (whole) {
                return rest <= Chain.MAX_LINE_BYTES ? line.toByteArray() : TOO_LONG;
            }
        }
    }

    /** {@return after the last line, how many bytes follow it without a line end} */
    long rest() {
        return rest;
    }
}
