package io.mcpguard.inspect.view;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The beginning of what is compressed in gzip (RFC 1952) or zlib (RFC 1950). A message to a model is short. */
final class Compressed {

    /** No more is read, in bytes. */
    private static final int MOST = 64 * 1024;
    /** Nor more than so many times what is compressed: text takes a third of its size, and a few bytes can stand for many. */
    private static final int RATIO = 32;

    private static final int HEADER = 10;
    private static final int FLAGS = 3;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private static final byte[] NONE = {};

    private Compressed() {}

    /** Whether bytes begin so. */
    static boolean begins(byte[] bytes) {
        return isGzip(bytes) || isZlib(bytes);
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes[0] == 0x1F && bytes[1] == (byte) 0x8B && bytes[2] == 8;
    }

    private static boolean isZlib(byte[] bytes) {
        int head = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        return bytes[0] == 0x78 && head % 31 == 0;
    }

    /** What they stand for, up to a bound; nothing, or its beginning, if they are broken. */
    static byte[] inflate(byte[] bytes, int length) {
        int start = isGzip(bytes) ? headerEnd(bytes, length) : 0;
        if (start >= length) {
            return NONE;
        }
        var inflater = new Inflater(start > 0);
        var read = new byte[Math.min(MOST, RATIO * length)];
        int size = 0;
        try {
            inflater.setInput(bytes, start, length - start);
            int more;
            do {
                more = inflater.inflate(read, size, read.length - size);
                size += more;
            } while (more > 0 && size < read.length);
        } catch (DataFormatException e) {
            // as much as was read before
        } finally {
            inflater.end();
        }
        return Arrays.copyOf(read, size < read.length ? size : wholeCharacters(read));
    }

    /** Where the last character of UTF-8 begins: a bound may cut it. */
    private static int wholeCharacters(byte[] bytes) {
        int end = bytes.length - 1;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /** Behind the header of gzip, which may have a name, a comment and other things in it. */
    private static int headerEnd(byte[] bytes, int length) {
        int flags = bytes[FLAGS];
        int at = HEADER;
        if ((flags & EXTRA) != 0 && at + 2 <= length) {
            at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
        }
        at = (flags & NAME) == 0 ? at : stringEnd(bytes, at, length);
        at = (flags & COMMENT) == 0 ? at : stringEnd(bytes, at, length);
        return (flags & CHECKSUM) == 0 ? at : at + 2;
    }

    private static int stringEnd(byte[] bytes, int start, int length) {
        int at = start;
        while (at < length && bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
