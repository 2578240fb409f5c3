package io.mcpguard.cli.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of bytes, each of bounded length. Ends at {@code \n}; a {@code \r} before it belongs to the end. A line for which
 * there is no memory costs that line.
 */
public final class LineSource {

    /** A longer line is skipped and reported: nothing that MCP carries is that long. */
    static final int MAX_BYTES = 16 << 20;

    private final InputStream in;
    private final int max;
    private long number;

    /** The lines of a stream. */
    public LineSource(InputStream in) {
        this(in, MAX_BYTES);
    }

    LineSource(InputStream in, int max) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.max = max;
    }

    /** A line with its number, from 1. */
    public static final class Line {

        private final long number;
        private final byte @Nullable [] bytes;
        private final String problem;

        private Line(long number, byte @Nullable [] bytes, String problem) {
            this.number = number;
            this.bytes = bytes;
            this.problem = problem;
        }

        long number() {
            return number;
        }

        /** What stands in it, null if that is too much. */
        public byte @Nullable [] bytes() {
            return bytes;
        }

        /** Why there is nothing, {@code ""} if there is something. */
        String problem() {
            return problem;
        }
    }

    /** The next line, null at the end. */
    public @Nullable Line next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        String problem = "";
        var line = new ByteArrayOutputStream(1 << 10);
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (problem.isEmpty()) {
                problem = take(line, b);
                line = problem.isEmpty() ? line : new ByteArrayOutputStream(0); // frees what was taken
            }
        }
        try {
            return problem.isEmpty()
                    ? new Line(number, trimmed(line.toByteArray(), number == 1), "")
                    : new Line(number, null, problem);
        } catch (OutOfMemoryError e) {
            return new Line(number, null, RowJudge.NO_MEMORY);
        }
    }

    /** Why the line cannot grow, {@code ""} if it has grown. */
    private String take(ByteArrayOutputStream line, int b) {
        if (line.size() >= max) {
            return "the line is longer than " + (max >> 20) + " MiB";
        }
        try {
            line.write(b);
            return "";
        } catch (OutOfMemoryError e) {
            return RowJudge.NO_MEMORY;
        }
    }

    private static byte[] trimmed(byte[] line, boolean first) {
        int from =
                first && line.length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf
                        ? 3
                        : 0;
        int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
    }
}
