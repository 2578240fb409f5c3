package io.mcpguard.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a process writes into lines, in memory that has a bound: of a line that is too long it keeps nothing but the
 * fact. Blank lines are left out, and a byte order mark before the first line is forgiven. Not thread-safe.
 */
final class LineReader {

    /** What a line turned out to be. */
    enum Kind {
        /** Text in valid UTF-8. */
        TEXT,
        /** More characters than a message may have. */
        TOO_LONG,
        /** Not UTF-8. A lenient decoder would make other text of it than the server wrote. */
        NOT_UTF8,
        /** The stream ended before the line did. */
        HALF
    }

    /**
     * A line.
     *
     * @param kind what it is
     * @param text the line without its end, {@code ""} unless it is {@link Kind#TEXT}
     * @param answers the id of the request that the line answers, as far as can be told, if it is {@link Kind#TOO_LONG}
     */
    record Line(Kind kind, String text, @Nullable Object answers) {
        Line(Kind kind, String text) {
            this(kind, text, null);
        }
    }

    /** A buffer that one long line has made larger is not kept. */
    private static final int KEPT_BYTES = 64 << 10;

    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    /** What a decoder writes where it cannot read. */
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final long maxChars;
    private final long maxBytes;
    private final byte[] chunk = new byte[16 << 10];
    private int at;
    private int filled;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long chars;
    private @Nullable AnswerId tooLong;
    private boolean isFirst = true;

    /**
     * @param in what the process writes
     * @param maxChars how many UTF-16 units a line may have
     */
    LineReader(InputStream in, long maxChars) {
        this.in = in;
        this.maxChars = maxChars;
        // No UTF-8 has more than three bytes a unit; bytes that are no UTF-8 at all may count as none.
        this.maxBytes = maxChars > MAX_BYTES / 3 ? MAX_BYTES : 3 * maxChars;
    }

    /** The next line that is not blank; null at the end. */
    @Nullable
    Line next() throws IOException {
        while (true) {
            boolean ended = readLine();
            Line read = ended ? half() : whole();
            if (read != null || ended) {
                return read;
            }
        }
    }

    /** Reads up to the next line feed; true if the stream ended instead. */
    private boolean readLine() throws IOException {
        if (line.length > KEPT_BYTES) {
            line = new byte[KEPT_BYTES];
        }
        length = 0;
        chars = 0;
        tooLong = null;
        while (true) {
            if (at >= filled) {
                at = 0;
                filled = in.read(chunk);
                if (filled < 0) {
                    return true;
                }
            }
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            take(end);
            at = end + 1;
            if (end < filled) {
                return false;
            }
        }
    }

    private void take(int end) {
        int more = end - at;
        if (tooLong == null) {
            for (int i = at; i < end; i++) {
                chars += units(chunk[i]);
            }
            if (chars > maxChars || (long) length + more > maxBytes) {
                tooLong = new AnswerId();
                tooLong.read(line, 0, length);
                line = line.length > KEPT_BYTES ? new byte[KEPT_BYTES] : line;
                length = 0;
            }
        }
        if (tooLong != null) {
            tooLong.read(chunk, at, end);
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(MAX_BYTES, Math.max(2L * line.length, (long) length + more)));
        }
        System.arraycopy(chunk, at, line, length, more);
        length += more;
    }

    /** How many UTF-16 units begin with a byte. */
    private static int units(byte b) {
        if ((b & 0xC0) == 0x80) {
            return 0;
        }
        return (b & 0xF8) == 0xF0 ? 2 : 1;
    }

    private @Nullable Line half() {
        return tooLong != null || length > 0 ? new Line(Kind.HALF, "") : null;
    }

    private @Nullable Line whole() {
        int from = isFirst && startsWithMark() ? 3 : 0;
        isFirst = false;
        if (tooLong != null) {
            return new Line(Kind.TOO_LONG, "", tooLong.found());
        }
        if (isBlank(from)) {
            return null;
        }
        String text = new String(line, from, length - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) >= 0 && !isUtf8(from)
                ? new Line(Kind.NOT_UTF8, "")
                : new Line(Kind.TEXT, text);
    }

    private boolean startsWithMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private boolean isBlank(int from) {
        for (int i = from; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8(int from) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, from, length - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
