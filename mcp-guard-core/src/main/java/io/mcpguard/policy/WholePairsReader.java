package io.mcpguard.policy;

import java.io.Reader;

/**
 * Reads a text without ever ending a chunk between the halves of a surrogate pair: snakeyaml-engine 3.0.1 throws
 * IndexOutOfBoundsException when one of its buffers happens to end there.
 */
final class WholePairsReader extends Reader {

    private final String text;
    private int next;

    WholePairsReader(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int count = Math.min(length, text.length() - next);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        if (count > 1 && Character.isHighSurrogate(text.charAt(next + count - 1))) {
            count--;
        }
        text.getChars(next, next + count, target, offset);
        next += count;
        return count;
    }

    @Override
    public void close() {}
}
