package io.mcpguard.data.leak;

/**
 * What of a text is compared. A value of letters and digits is compared by these alone, so that nothing is gained by
 * writing it with hyphens; a password made of signs needs its signs.
 */
enum Lane {
    WORDS {
        @Override
        char kept(char c) {
            return LookLike.letterOrDigit(c);
        }
    },
    SIGNS {
        @Override
        char kept(char c) {
            char letter = LookLike.letterOrDigit(c);
            return letter != 0 ? letter : c > ' ' && c < 0x7F ? c : 0;
        }
    };

    /** The character as it is compared, 0 if it is not. */
    abstract char kept(char c);

    /** What is compared, in small letters. */
    Source of(Source text) {
        var builder = new Source.Builder(text, text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.at(i);
            int last = i;
            char kept;
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.at(i + 1))) {
                last = i + 1;
                kept = kept(LookLike.plain(Character.toCodePoint(c, text.at(last))));
            } else {
                kept = kept(c);
            }
            if (kept != 0) {
                builder.add(kept, i, last);
            }
            i = last + 1;
        }
        return builder.build();
    }
}
