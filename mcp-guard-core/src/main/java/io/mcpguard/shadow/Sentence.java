package io.mcpguard.shadow;

import java.util.Arrays;

/**
 * The sentence around a name, word by word. Names are looked at from left to right; a sentence is read once however many
 * are in it, and of one without end only so much that all of it takes linear time. Not thread-safe.
 */
final class Sentence {

    /** So far from a name something belongs to it at most. */
    static final int REACH = 300;

    /** So far a sentence is read ahead for the names to come. */
    private static final int AHEAD = 2_000;

    private final String text;
    private int start;
    private int end;
    private boolean ends;
    private int[] starts = new int[64];
    private int[] cues = new int[64];
    private int words;

    private int nameStart;
    private int nameEnd;
    private int first;
    private int behind;

    Sentence(String text) {
        this.text = text;
    }

    /** Goes to a name. */
    void at(int from, int to) {
        boolean isRead = words > 0 && from >= start && to <= end && (ends || end - to >= REACH);
        if (!isRead) {
            read(from, to);
        }
        nameStart = from;
        nameEnd = to;
        first = index(from);
        behind = index(to);
    }

    /** The cues of so many words in front of the name, all together. */
    int before(int reach) {
        int all = 0;
        for (int i = Math.max(0, first - reach); i < first; i++) {
            all |= cues[i];
        }
        return all;
    }

    /** The cues of so many words behind the name, all together. */
    int after(int reach) {
        int all = 0;
        for (int i = behind; i < Math.min(words, behind + reach); i++) {
            all |= cues[i];
        }
        return all;
    }

    /** Where it starts, not too far from the name. */
    int start() {
        return Math.max(start, nameStart - REACH);
    }

    /** Where it ends, with what ends it. */
    int end() {
        return Math.min(Math.min(text.length(), end + 1), nameEnd + REACH + 1);
    }

    private void read(int from, int to) {
        start = from;
        while (start > 0 && from - start < REACH && !isStop(text, start - 1)) {
            start--;
        }
        while (Character.isWhitespace(text.charAt(start))) {
            start++; // no further than to the name
        }
        end = to;
        while (end < text.length() && end - to < AHEAD && !isStop(text, end)) {
            end++;
        }
        ends = end == text.length() || end - to < AHEAD;
        words = 0;
        for (int i = start; i < end; i++) {
            if (isLetter(i)) {
                int word = i;
                while (i < end && isLetter(i)) {
                    i++;
                }
                add(word, i);
            }
        }
    }

    private void add(int from, int to) {
        if (words == starts.length) {
            starts = Arrays.copyOf(starts, 2 * words);
            cues = Arrays.copyOf(cues, 2 * words);
        }
        starts[words] = from;
        int cue = Cues.of(text, from, to);
        if ((cue & Cues.BID) != 0 && (words == 0 || Character.isUpperCase(text.charAt(from)))) {
            cue |= Cues.COMMAND;
        }
        cues[words] = isDoNot(from, to) ? cue | Cues.PRESS : cue;
        words++;
    }

    /** An order where "not" alone is none: "could not call send_mail". */
    private boolean isDoNot(int from, int to) {
        return words > 0
                && text.regionMatches(true, from, "not", 0, Math.max(3, to - from))
                && text.regionMatches(true, starts[words - 1], "do ", 0, 3);
    }

    /** The first word from a place on. */
    private int index(int place) {
        int at = Arrays.binarySearch(starts, 0, words, place);
        return at < 0 ? -at - 1 : at;
    }

    private boolean isLetter(int i) {
        char c = text.charAt(i);
        return isWord(c)
                || (c == '\''
                        && i > start
                        && i + 1 < end
                        && Character.isLetter(text.charAt(i - 1))
                        && Character.isLetter(text.charAt(i + 1)));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isStop(String text, int at) {
        char c = text.charAt(at);
        return (c == '\n' && !isWrapped(text, at))
                || ((c == '.' || c == '!' || c == '?')
                        && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1))));
    }

    /** Whether a line only goes on in the next one, as in text of a fixed width. */
    private static boolean isWrapped(String text, int newline) {
        int before = newline > 0 && text.charAt(newline - 1) == '\r' ? newline - 2 : newline - 1;
        int after = newline + 1;
        return before >= 0
                && after < text.length()
                && (isWord(text.charAt(before)) || text.charAt(before) == ',')
                && isWord(text.charAt(after))
                && !Character.isUpperCase(text.charAt(after));
    }

    /**
     * Whether a name stands beside the word that says that it is a tool; quotes alone say too little, since values stand
     * in them as well. Looks at no more than that word, and not into other sentences.
     */
    static boolean isMarked(String text, int nameStart, int nameEnd) {
        int from = nameEnd;
        while (from < text.length() && !isWord(text.charAt(from)) && !isStop(text, from)) {
            from++;
        }
        int to = from;
        while (to < text.length() && isWord(text.charAt(to))) {
            to++;
        }
        if ((Cues.of(text, from, to) & Cues.TOOL) != 0) {
            return true;
        }
        to = nameStart;
        while (to > 0 && !isWord(text.charAt(to - 1)) && !isStop(text, to - 1)) {
            to--;
        }
        from = to;
        while (from > 0 && isWord(text.charAt(from - 1))) {
            from--;
        }
        return (Cues.of(text, from, to) & Cues.TOOL) != 0;
    }
}
