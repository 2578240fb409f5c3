package io.mcpguard.data.number;

/**
 * The runs of letters and digits of a text, and what joins each to the one before it. It keeps the last few only,
 * so that it needs no memory for a text of a million numbers.
 */
final class Words {

    /** More than the groups of the longest form, and one on either side. */
    private static final int KEPT = 16;

    /** So far in front of a digit it begins to read, and nearer than this it skips nothing. */
    private static final int FAR = 48;

    private static final int NEAR = 24;

    /** The shortest id without digits. */
    private static final int BANK_LENGTH = 8;

    private final String text;
    private final int[] start = new int[KEPT];
    private final int[] end = new int[KEPT];
    private final long[] letters = new long[KEPT];
    private final int[] digits = new int[KEPT];
    private final boolean[] small = new boolean[KEPT];
    private final boolean[] foreign = new boolean[KEPT];
    private final char[] joint = new char[KEPT];

    private int read;
    private int at;
    private int landmark = -1;

    Words(String text) {
        this.text = text;
    }

    /** Whether there is a word of this number; it and those shortly before it can then be asked for. */
    boolean has(int word) {
        while (read <= word) {
            if (!readNext()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Goes on near the next digit, or the next word in capitals, if neither is among the words that have been read from
     * this one on. Nothing that an id can begin with is left out.
     */
    void skipProse(int word) {
        for (int ahead = word; ahead < read; ahead++) {
            if (digits(ahead) > 0 || isInCapitals(ahead)) {
                return;
            }
        }
        if (landmark < at) {
            landmark = landmark(text, at);
        }
        int from = Math.max(read > word ? start(word) : at, landmark - FAR);
        int to = landmark < text.length() ? landmark - NEAR : text.length();
        while (from < to && isOfWord(text.charAt(from))) {
            from++;
        }
        if (from < to) {
            read = word;
            at = from;
        }
    }

    /** Whether a text has a digit, or capitals enough for the code of a bank. */
    static boolean mayHoldIds(String text) {
        return landmark(text, 0) < text.length();
    }

    /** The next digit, or the first of that many capitals in a row; the end of the text if there is none. */
    private static int landmark(String text, int from) {
        int capitals = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Shapes.isDigit(c)) {
                return i;
            }
            capitals = Shapes.isCapital(c) ? capitals + 1 : 0;
            if (capitals == BANK_LENGTH) {
                return i - BANK_LENGTH + 1;
            }
        }
        return text.length();
    }

    private boolean readNext() {
        while (at < text.length() && !isOfWord(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        int slot = read % KEPT;
        int from = isEscape(at) ? at + 1 : at;
        int count = 0;
        long mask = 0;
        boolean anySmall = false;
        boolean anyForeign = false;
        int to = from;
        for (; to < text.length() && isOfWord(text.charAt(to)); to++) {
            char c = text.charAt(to);
            if (Shapes.isDigit(c)) {
                count++;
            } else if (to - from < Trie.MAX_LENGTH) {
                mask |= 1L << (to - from);
                anySmall |= Shapes.isSmall(c);
                anyForeign |= c >= 0x80;
            }
        }
        joint[slot] = read == 0 ? 0 : jointBetween(end[(read - 1) % KEPT], from);
        start[slot] = from;
        end[slot] = to;
        letters[slot] = mask;
        digits[slot] = count;
        small[slot] = anySmall;
        foreign[slot] = anyForeign;
        at = to;
        read++;
        return true;
    }

    private static boolean isOfWord(char c) {
        return Shapes.isAlphanumeric(c) || Shapes.isForeignLetter(c);
    }

    /** Whether a letter belongs to the backslash in front of it, as in JSON within a string. */
    private boolean isEscape(int i) {
        char c = text.charAt(i);
        return i > 0
                && i + 1 < text.length()
                && text.charAt(i - 1) == '\\'
                && (c == 'n' || c == 'r' || c == 't')
                && isOfWord(text.charAt(i + 1));
    }

    /** A bracket only joins the check digit that it encloses. */
    private char jointBetween(int end, int start) {
        if (start - end != 1) {
            return 0;
        }
        char c = Shapes.joint(text.charAt(end));
        boolean enclosed = start + 1 < text.length() && text.charAt(start + 1) == ')';
        return c == '(' && !enclosed ? 0 : c;
    }

    int start(int word) {
        return start[word % KEPT];
    }

    int end(int word) {
        return end[word % KEPT];
    }

    int length(int word) {
        return end(word) - start(word);
    }

    /** Bits of the places of its letters. */
    long letters(int word) {
        return letters[word % KEPT];
    }

    int digits(int word) {
        return digits[word % KEPT];
    }

    boolean isNumber(int word) {
        return digits(word) == length(word);
    }

    boolean hasSmall(int word) {
        return small[word % KEPT];
    }

    /** Whether it may be the code of a bank. */
    boolean isInCapitals(int word) {
        int length = length(word);
        return (length == BANK_LENGTH || length == BANK_LENGTH + 3) && !hasSmall(word) && digits(word) == 0;
    }

    /** Whether it is written in letters of which no id is made. */
    boolean isForeign(int word) {
        return foreign[word % KEPT];
    }

    /** The only character between a word and the one before it, if it joins them; else 0. */
    char joint(int word) {
        return joint[word % KEPT];
    }
}
