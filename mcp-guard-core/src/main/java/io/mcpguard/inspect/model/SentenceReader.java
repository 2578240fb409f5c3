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

    private static final int SHORTEST_STEM = 4;

    private static final int SHORTEST_DATA = 8;

    /** Longer ones hold text of their own. */
    private static final int LONGEST_TAG = 40;

    private static final String MARKER = "[removed by mcp-guard: ";
    private static final int LONGEST_MARKER = 80;

    private static final int[] SHAPES = new int[Concepts.QUOTE + 1];

    static {
        for (int i = 0; i < SHAPES.length; i++) {
            SHAPES[i] = Hashes.mix(0x1000 + i);
        }
    }

    final int[] words = new int[MAX_WORDS];
    /** The stem of each word, 0 if it is too short to have one. */
    final int[] beginnings = new int[MAX_WORDS];

    final byte[] classes = new byte[MAX_WORDS];
    int count;
    /** The beginnings of words of at least {@value #SHORTEST_STEM} letters. */
    final int[] stems = new int[MAX_WORDS];

    int stemCount;
    /** Whether there was room for the last word. */
    private boolean wasAdded;
    /** Where each word begins, and behind each. */
    private final int[] from = new int[MAX_WORDS];

    private final int[] to = new int[MAX_WORDS];
    /** Words of at least three letters, all of them capital. */
    int shouted;

    int start;
    int end;
    /** The word behind the first colon, 0 for none: what follows a label is a clause of its own. */
    int clause;
    /** What the text is, by its first character. */
    int kind;

    private final Concepts concepts = Concepts.standard();
    private String text = "";
    private int at;
    /** Where what is being read begins. */
    private int begun;
    /** Behind the tag that is being read. */
    private int tagEnd;

    void read(String newText) {
        text = newText;
        at = 0;
        tagEnd = 0;
        kind = Place.kind(newText);
    }

    /** A word as the text has it. */
    String word(String of, int index) {
        return of.substring(from[index], Math.min(to[index], from[index] + LONGEST_TAG));
    }

    /** Where the sentence stands. */
    int place() {
        return Place.of(text, start);
    }

    /** Reads the next sentence that has a word; false at the end of the text. */
    boolean next() {
        do {
            read();
        } while (start < 0 && at < text.length());
        return count > 0 && start >= 0;
    }

    private void read() {
        count = 0;
        shouted = 0;
        clause = 0;
        stemCount = 0;
        start = -1;
        end = -1;
        boolean ended = false;
        while (at < text.length() && !ended && count < MAX_WORDS - 1) {
            char c = text.charAt(at);
            begun = at;
            if (Letters.of(c) == 0) {
                ended = other(c);
            } else {
                begin();
                if (Letters.isSpaced(c)) {
                    word();
                } else {
                    eastAsian(c);
                }
            }
        }
        end = end < 0 ? at : end;
    }

    /** A sentence begins with its first word that stands in no tag. */
    private void begin() {
        if (start < 0 && at >= tagEnd) {
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
            case '\n' -> count > 0 && !goesOn() && endsAt(here);
            case '\\' -> {
                at += next == 'n' || next == 'r' || next == 't' ? 1 : 0;
                yield count > 0 && next == 'n' && endsAt(here);
            }
            case '"', '\'' -> {
                if (count > 0 && (next == ',' || next == ':' || next == '}' || next == ']')) {
                    yield endsAt(here);
                }
                yield opensQuotation(here) && shape(here, Concepts.QUOTE);
            }
            case 0x201C, 0xAB, 0x201E -> shape(here, Concepts.QUOTE);
            case ':' -> {
                if (next == '/') {
                    skipPaths(here);
                }
                if (clause == 0 && next == ' ') {
                    clause = count;
                }
                yield false;
            }
            case '`' -> shape(here, Concepts.CODE);
            case '<' -> tag(here, next);
            case '[' -> isMarker(here) && count > 0 && endsAt(here);
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

    /** The sentence ends in front of what is being read; always true. */
    private boolean endsAt(int index) {
        end = index;
        return true;
    }

    /** A tag ends the sentence in front of it, and belongs to the one behind it. */
    private boolean tag(int here, char next) {
        if (!isLetter(next) && next != '/' && next != '!') {
            return false;
        }
        if (count > 0 && start >= 0) {
            at = here;
            return endsAt(here);
        }
        int limit = Math.min(text.length(), here + LONGEST_TAG);
        for (int i = here; i < limit; i++) {
            if (text.charAt(i) == '>') {
                tagEnd = i + 1;
                break;
            }
        }
        if (count == 0) {
            add(Concepts.TAG);
        }
        return false;
    }

    /** A mark behind a space, but not where a value of JSON begins. */
    private boolean opensQuotation(int here) {
        char before = here < 2 ? '{' : text.charAt(here - 1);
        char second = here < 2 ? '{' : text.charAt(here - 2);
        return (before == ' ' || before == '(') && second != ':' && second != ',' && second != '[' && second != '{';
    }

    /** What the sanitiser leaves says nothing, and ends what stands in front of it. */
    private boolean isMarker(int here) {
        if (!text.startsWith(MARKER, here)) {
            return false;
        }
        int limit = Math.min(text.length(), here + LONGEST_MARKER);
        for (int i = here; i < limit; i++) {
            if (text.charAt(i) == ']') {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    /** Of paths with colons between them, as in an environment, the first stands for all. */
    private void skipPaths(int here) {
        int paths = 0;
        int i = here;
        while (i < text.length() && isOfPaths(text.charAt(i))) {
            paths += text.charAt(i) == ':' && peek(i + 1) == '/' && peek(i + 2) != '/' ? 1 : 0;
            i++;
        }
        at = paths > 1 ? i : at;
    }

    private static boolean isOfPaths(char c) {
        return isLetter(c) || ".-_/:~+".indexOf(c) >= 0;
    }

    private boolean beginsPath(int here, char next) {
        boolean continues = isLetter(next) || next == '.' || next == '/';
        return here == 0 || (continues && !isLetter(text.charAt(here - 1)));
    }

    /** Adds what stands for a shape, unless it was the last word; never ends the sentence. */
    private boolean shape(int from, int shape) {
        if (start < 0 && from >= tagEnd) {
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
        int figures = 0;
        boolean digits = false;
        String text = this.text;
        int at = this.at;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            char letter = Letters.isSpaced(c) ? Letters.of(c) : 0;
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
            if (letter <= '9') {
                digits |= length == 0;
                figures++;
            }
            capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
            hash = Hashes.step(hash, letter);
            length++;
            if (length == Concepts.STEM) {
                stem = hash;
            }
        }
        this.at = at;
        if (peek(at) == ':' && peek(at + 1) == '/' && peek(at + 2) == '/') {
            skipAddress();
            add(Concepts.URL);
            return;
        }
        int known = digits ? 0 : concepts.of(hash, stem, length);
        if (digits || (known == 0 && isData(length, capitals, figures))) {
            add(Concepts.NUMBER);
        } else {
            shouted += capitals == length && length >= 3 && at - from == length ? 1 : 0;
            if (joined) {
                add(SHAPES[Concepts.NAME], known == 0 ? Concepts.NAME : known);
            } else {
                add(hash, known);
            }
            if (length >= SHORTEST_STEM) {
                addStem(stem == 0 ? hash : stem);
            }
        }
    }

    /** Letters in both cases with figures among them, as in keys and in what is encoded: no word, and nothing new. */
    private static boolean isData(int length, int capitals, int figures) {
        return length >= SHORTEST_DATA && figures > 0 && capitals > 2 && capitals + figures < length;
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
        addStem(hash);
    }

    private void pair(char c) {
        char follower = peek(at + 1);
        int hash = Hashes.step(Hashes.START, c);
        if (Letters.isPaired(follower)) {
            hash = Hashes.step(hash, follower);
        }
        add(hash, concepts.of(hash, 0, 0));
        addStem(hash);
        at++;
    }

    private static boolean isSameScript(char first, char c) {
        if (Letters.isHangul(first)) {
            return Letters.isHangul(c);
        }
        return Letters.isKatakana(first)
                ? Letters.isKatakana(c)
                : !Letters.isSpaced(c) && isLetter(c) && !Letters.isPaired(c);
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

    /** The beginning of the word that was added last. */
    private void addStem(int stem) {
        if (stemCount < MAX_WORDS) {
            stems[stemCount++] = stem;
        }
        if (wasAdded) {
            beginnings[count - 1] = stem;
        }
    }

    private void add(int shape) {
        add(SHAPES[shape], shape);
    }

    private void add(int hash, int known) {
        wasAdded = count < MAX_WORDS;
        if (wasAdded) {
            words[count] = hash;
            from[count] = begun;
            to[count] = at;
            beginnings[count] = 0;
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
