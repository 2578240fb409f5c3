package io.mcpguard.inspect.model;

import java.util.Arrays;

/**
 * Reads a text sentence by sentence, each as hashes of words and their classes. One pass, no allocation after
 * construction, a bounded number of words a sentence. A sentence ends at its full stop, at a line that does not go on in
 * small letters, at the end of a string of JSON or Python, or after {@value #MAX_WORDS} words. Not safe for use by
 * several threads.
 */
final class SentenceReader {

    /** A longer sentence is read in pieces. */
    static final int MAX_WORDS = 64;

    private static final int[] SHAPES = new int[Concepts.TAG + 1];

    static {
        for (int i = 0; i < SHAPES.length; i++) {
            SHAPES[i] = Hashes.mix(0x1000 + i);
        }
    }

    final int[] words = new int[MAX_WORDS];
    final byte[] classes = new byte[MAX_WORDS];
    int count;
    /** Words of at least three letters, all of them capital. */
    int shouted;

    int start;
    int end;

    private final Concepts concepts = Concepts.standard();
    private String text = "";
    private int at;

    void read(String newText) {
        text = newText;
        at = 0;
    }

    /** Reads the next sentence that has a word; false at the end of the text. */
    boolean next() {
        count = 0;
        shouted = 0;
        start = -1;
        boolean ended = false;
        while (at < text.length() && !ended && count < MAX_WORDS - 1) {
            char c = text.charAt(at);
            char letter = Letters.of(c);
            if (letter != 0) {
                begin();
                if (c < 0x3041) {
                    word();
                } else {
                    eastAsian(c);
                }
            } else {
                ended = other(c);
            }
        }
        end = at;
        return count > 0;
    }

    private void begin() {
        if (start < 0) {
            start = at;
        }
    }

    /** What is no letter: returns whether the sentence ends with it. */
    private boolean other(char c) {
        int here = at++;
        char next = peek(at);
        return switch (c) {
            case '.', '!', '?' -> {
                if (c == '!' && start >= 0) {
                    add(Concepts.MARK);
                }
                yield count > 0 && isBreak(next);
            }
            case 0x3002, 0xFF01, 0xFF1F, 0xFF1B -> count > 0;
            case '\n' -> count > 0 && !goesOn();
            case '\\' -> {
                at += next == 'n' || next == 'r' || next == 't' ? 1 : 0;
                yield count > 0 && next == 'n';
            }
            case '"', '\'' -> count > 0 && (next == ',' || next == ':' || next == '}' || next == ']');
            case '`' -> shape(here, Concepts.CODE);
            case '<' -> (isLetter(next) || next == '/' || next == '!') && shape(here, Concepts.TAG);
            case '/', '~' -> beginsPath(here, next) && shape(here, Concepts.PATH);
            case '@' -> {
                boolean address = here > 0 && isLetter(text.charAt(here - 1)) && isLetter(next);
                if (address) {
                    skipAddress();
                }
                yield address && shape(here, Concepts.MAIL);
            }
            default -> false;
        };
    }

    private boolean beginsPath(int here, char next) {
        boolean continues = isLetter(next) || next == '.' || next == '/';
        return here == 0 || (continues && !isLetter(text.charAt(here - 1)));
    }

    /** Adds what stands for a shape, unless it was the last word; never ends the sentence. */
    private boolean shape(int from, int shape) {
        if (start < 0) {
            start = from;
        }
        if (count == 0 || classes[count - 1] != shape) {
            add(shape);
        }
        return false;
    }

    /** A line that begins with a small letter goes on with the sentence before it. */
    private boolean goesOn() {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
    }

    private void word() {
        int from = at;
        int hash = Hashes.START;
        int stem = 0;
        int length = 0;
        int capitals = 0;
        boolean joined = false;
        boolean digits = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            char letter = c < 0x3041 ? Letters.of(c) : 0;
            if (letter == 0) {
                if (Letters.isInvisible(c) || ((c == '\'' || c == 0x2019) && isLetter(peek(at + 1)))) {
                    continue;
                }
                if (c != '_' || !isLetter(peek(at + 1))) {
                    break;
                }
                joined = true;
                letter = '_';
            }
            digits |= length == 0 && letter <= '9';
            capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
            hash = Hashes.step(hash, letter);
            length++;
            if (length == Concepts.STEM) {
                stem = hash;
            }
        }
        if (peek(at) == ':' && peek(at + 1) == '/' && peek(at + 2) == '/') {
            skipAddress();
            add(Concepts.URL);
        } else if (digits) {
            add(Concepts.NUMBER);
        } else {
            int known = concepts.of(hash, stem, length);
            shouted += capitals == length && length >= 3 && at - from == length ? 1 : 0;
            if (joined) {
                add(SHAPES[Concepts.NAME], known == 0 ? Concepts.NAME : known);
            } else {
                add(hash, known);
            }
        }
    }

    private void eastAsian(char c) {
        if (Letters.isPaired(c)) {
            pair(c);
            return;
        }
        boolean hangul = Letters.isHangul(c);
        int hash = Hashes.START;
        int stem = 0;
        int length = 0;
        for (; at < text.length() && isSameScript(c, text.charAt(at)); at++) {
            if (!hangul || length < 2) {
                hash = Hashes.step(hash, text.charAt(at));
            }
            length++;
            if (length == Concepts.STEM) {
                stem = hash;
            }
        }
        at += length == 0 ? 1 : 0;
        add(hash, concepts.of(hash, stem, hangul ? 0 : length));
    }

    private void pair(char c) {
        char follower = peek(at + 1);
        int hash = Hashes.step(Hashes.START, c);
        if (Letters.isPaired(follower)) {
            hash = Hashes.step(hash, follower);
        }
        add(hash, concepts.of(hash, 0, 0));
        at++;
    }

    private static boolean isSameScript(char first, char c) {
        if (Letters.isHangul(first)) {
            return Letters.isHangul(c);
        }
        return Letters.isKatakana(first) ? Letters.isKatakana(c) : c >= 0x3041 && isLetter(c) && !Letters.isPaired(c);
    }

    private void skipAddress() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ')' || c == '`' || c == '\\') {
                break;
            }
            at++;
        }
        char last = text.charAt(at - 1);
        if (last == '.' || last == ',' || last == '!' || last == '?') {
            at--;
        }
    }

    private void add(int shape) {
        add(SHAPES[shape], shape);
    }

    private void add(int hash, int known) {
        if (count < MAX_WORDS) {
            words[count] = hash;
            classes[count++] = (byte) known;
        }
    }

    private char peek(int index) {
        return index < text.length() ? text.charAt(index) : '\n';
    }

    private static boolean isBreak(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == ')' || c == '*' || c == '<' || c == '\\' || c >= 0x2000;
    }

    private static boolean isLetter(char c) {
        return Letters.of(c) != 0;
    }

    @Override
    public String toString() {
        return start < 0 ? "" : text.substring(start, end) + Arrays.toString(Arrays.copyOf(classes, count));
    }
}
