package io.mcpguard.transport;

import io.mcpguard.json.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects UTF-8 up to as many characters as one message may have, in at most three bytes each. */
final class TextBytes {

    private final long maxChars;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long chars;

    TextBytes(Limits limits) {
        this.maxChars = limits.maxTotalChars();
    }

    /** Whether there was room. */
    boolean add(ByteBuffer more) {
        while (more.hasRemaining()) {
            if (!add(more.get())) {
                return false;
            }
        }
        return true;
    }

    boolean add(byte b) {
        if ((b & 0xC0) != 0x80) {
            chars++; // the first byte of a character
        }
        if (chars > maxChars || bytes.size() / 3 > maxChars) {
            return false;
        }
        bytes.write(b);
        return true;
    }

    /** What was collected; then it is empty again. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes = new ByteArrayOutputStream(); // a large one is not kept
        chars = 0;
        return taken;
    }
}
