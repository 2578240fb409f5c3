package io.mcpguard.data.leak;

/** Makes a text of decoded bytes: UTF-8 where it is well formed, else a character a byte. */
final class ByteText {

    private final Source.Builder builder;
    private int codePoint;
    private int missing;
    private int start;

    ByteText(Source.Builder builder) {
        this.builder = builder;
    }

    /** A byte that characters of the parent stand for. */
    void add(int octet, int first, int last) {
        if (missing > 0 && (octet & 0xC0) == 0x80) {
            codePoint = (codePoint << 6) | (octet & 0x3F);
            if (--missing == 0) {
                builder.add((char) codePoint, start, last);
            }
            return;
        }
        missing = octet >= 0xC2 && octet < 0xE0 ? 1 : octet >= 0xE0 && octet < 0xF0 ? 2 : 0;
        if (missing == 0) {
            builder.add((char) octet, first, last);
        } else {
            codePoint = octet & (missing == 1 ? 0x1F : 0x0F);
            start = first;
        }
    }

    /** A character that is not encoded. */
    void plain(char c, int at) {
        missing = 0;
        builder.add(c, at, at);
    }
}
