package io.mcpguard.data.secret;

import java.util.Collection;

/**
 * A quick look at names: whether one may have a word that says something. It compares a hash of the last letters of
 * each word, so it is wrong now and then; most names have none, and taking them apart is dear. Immutable.
 */
final class WordFilter {

    private static final int LETTER = 5;
    private static final int LETTERS = 6;
    private static final int LEAST = 3;
    private static final int ALL = (1 << (LETTER * LETTERS)) - 1;
    private static final int HASH = 14;

    private final long[] set = new long[1 << (HASH - 6)];

    /**
     * @param words that matter on their own
     * @param ends that matter at the end of a word too
     */
    WordFilter(Collection<String> words, Collection<String> ends) {
        words.forEach(word -> add(code(word), LETTERS));
        ends.forEach(end -> add(code(end), Math.max(LEAST, Math.min(end.length(), LETTERS))));
    }

    private void add(int code, int letters) {
        int hash = hash(code, letters);
        set[hash >> 6] |= 1L << hash;
    }

    private static int code(String word) {
        int code = 0;
        for (int i = 0; i < word.length(); i++) {
            code = Chars.isLetter(word.charAt(i)) ? next(code, word.charAt(i)) : code;
        }
        return code;
    }

    private static int next(int code, char letter) {
        return (code << LETTER | (letter & 31)) & ALL;
    }

    private static int hash(int code, int letters) {
        return ((code + letters) * 0x9E3779B1) >>> (Integer.SIZE - HASH);
    }

    boolean mayMatter(String text, int start, int end) {
        int code = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Chars.isLetter(c)) {
                if (Chars.isUpper(c) && i > start && Names.isHump(text, i, end)) {
                    if (matters(code)) {
                        return true;
                    }
                    code = 0;
                }
                code = next(code, c);
            } else if (!Chars.isDigit(c)) {
                if (matters(code)) {
                    return true;
                }
                code = 0;
            }
        }
        return matters(code);
    }

    private boolean matters(int code) {
        if (code == 0) {
            return false;
        }
        for (int letters = LEAST; letters <= LETTERS; letters++) {
            int hash = hash(code & ((1 << (LETTER * letters)) - 1), letters);
            if ((set[hash >> 6] >>> hash & 1) != 0) {
                return true;
            }
        }
        return false;
    }
}
