package io.mcpguard.inspect.view;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The beginning of what is compressed in gzip (RFC 1952) or zlib (RFC 1950). A message to a model is short. */
final class Compressed {

    /** No more is read, in bytes: a few bytes can stand for as many as one likes. */
    private static final int MOST = 64 * 1024;

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

    /** What they stand for, up to a bound; nothing if they are broken. */
    static byte[] inflate(byte[] bytes, int length) {
        var in = new ByteArrayInputStream(bytes, 0, length);
        try (InputStream inflated = isGzip(bytes) ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
            return inflated.readNBytes(MOST);
        } catch (IOException e) {
            return NONE;
        }
    }
}
