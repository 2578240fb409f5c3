package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What text looks like where a literal of a rule may begin: its first characters, hashed into two sets of bits. A word that
 * is in neither begins none, and that is nearly every word. Immutable but for pages that fill themselves.
 */
final class Openings {

    /** A letter or digit. */
    static final long WORD = 0x80;
    /** Of a letter or digit, that it is a digit of ASCII; of anything else, that it asks for attention. */
    static final long MARKED = 0x40;
    /** What cannot be told at a glance: letters of other scripts, what folds to nothing or to several characters. */
    static final byte UNSURE = 0x7F;

    /** White space, and a backslash, which may stand for it. */
    private static final long SPACE = 0x20;

    /** The same for eight codes. */
    private static final long WORDS = 0x8080_8080_8080_8080L;

    private static final long MARKS = 0x4040_4040_4040_4040L;

    private static final long FIRST = 0xFF;
    private static final long MIDDLE_KEY = 0xFF_FFFF_FFFFL;
    private static final int MIDDLE = 5;
    private static final long SHORT_KEY = 0xFF_FFFFL;
    private static final int SHORT = 3;

    private static final int BITS = 17;
    private static final int PAGE = 256;
    private static final int FIRST_DIGIT = 27;
    /** Signs share so many codes. */
    private static final int SIGNS = 31;

    private final Folding folding;
    /** All eight characters, or all up to what ends them. */
    private final long[] longest = new long[(1 << BITS) / Long.SIZE];
    /** The first five of those with fewer than eight. */
    private final long[] middle = new long[longest.length];
    /** The first three of those with fewer than four. */
    private final long[] shortest = new long[longest.length];
    /** Of those that open a literal. */
    private final BitSet signs = new BitSet();

    private final byte[] first;
    private final AtomicReferenceArray<byte[]> others = new AtomicReferenceArray<>((Character.MAX_VALUE + 1) / PAGE);
    /** Of the first 256 characters, whether they open a literal. */
    private final boolean[] opens = new boolean[PAGE];

    /** The openings of the rules that have a bit. */
    Openings(RulePack pack, int[] bits, Folding folding) {
        this.folding = folding;
        for (int i = 0; i < bits.length; i++) {
            Rule rule = pack.rules().get(i);
            if (bits[i] >= 0) {
                rule.literals().forEach(this::add);
            }
        }
        this.first = page(0);
        for (char c = 0; c < PAGE; c++) {
            opens[c] = first[c] != UNSURE && signs.get(folding.of(c).charAt(0));
        }
    }

    private void add(String literal) {
        char opens = literal.charAt(0);
        if (isSpace(opens)) {
            signs.set(' ');
            signs.set('\n');
        } else if (!isPlain(opens)) {
            signs.set(opens);
        }
        int length = Math.min(Long.BYTES, literal.length());
        long codes = length == Long.BYTES ? 0 : WORDS << (Byte.SIZE * length); // what follows may go on
        for (int i = 0; i < length; i++) {
            long code = code(literal.charAt(i)) & 0xFF;
            codes |= code << (Byte.SIZE * i);
            if (code == SPACE) {
                set(longest, codes & ~MARKS & below(i + 1)); // there may be more white space
            }
        }
        long key = key(codes);
        if (length == Long.BYTES || (key & -1L << (Byte.SIZE * length)) == 0) {
            set(longest, key);
        } else if (length > SHORT) {
            add(middle, key, length, MIDDLE);
        } else {
            add(shortest, key, length, SHORT);
        }
    }

    /** Whatever follows a literal that is too short. */
    private static void add(long[] bits, long key, int length, int wanted) {
        if (length >= wanted) {
            set(bits, key & below(wanted));
            return;
        }
        for (long kind = 0; kind <= FIRST_DIGIT + 9; kind++) {
            add(bits, (key & below(length)) | (WORD | kind) << (Byte.SIZE * length), length + 1, wanted);
        }
        for (long kind = 0; kind <= SPACE; kind++) {
            add(bits, (key & below(length)) | kind << (Byte.SIZE * length), length + 1, wanted);
        }
    }

    private static long below(int bytes) {
        return bytes == Long.BYTES ? -1 : (1L << (Byte.SIZE * bytes)) - 1;
    }

    private static void set(long[] bits, long key) {
        int hash = hash(key);
        bits[hash / Long.SIZE] |= 1L << hash;
    }

    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
    }

    private static long bit(long[] bits, long key) {
        int hash = hash(key);
        return bits[hash / Long.SIZE] >>> hash;
    }

    /** Whether a literal may begin with the first of eight codes. */
    boolean mayBegin(long codes) {
        long key = key(codes);
        return ((bit(longest, key) | bit(middle, key & MIDDLE_KEY) | bit(shortest, key & SHORT_KEY)) & 1) != 0;
    }

    /** The first code and those behind it up to what is neither part of a word nor one space between two, with that. */
    private static long key(long codes) {
        long word = codes & WORDS;
        long space = codes << 2 & ~(codes << 1) & ~word; // a space that is not marked, in the place of the highest bit
        long ends = ~word & ~(space & word >>> Byte.SIZE) & WORDS & ~FIRST;
        long kept = ((ends & -ends) << 1) - 1;
        return codes & kept & ~MARKS;
    }

    /** Whether a sign may open a literal. */
    boolean isOpening(char c) {
        return c < PAGE ? opens[c] : signs.get(folding.of(c).charAt(0));
    }

    /** The codes of the first 256 characters. */
    byte[] first() {
        return first;
    }

    /** The code of any UTF-16 unit. */
    byte of(char c) {
        int at = c / PAGE;
        byte[] page = at == 0 ? first : others.get(at);
        if (page == null) {
            page = page(at);
            others.set(at, page);
        }
        return page[c % PAGE];
    }

    private byte[] page(int at) {
        byte[] page = new byte[PAGE];
        for (int i = 0; i < PAGE; i++) {
            page[i] = compute((char) (at * PAGE + i));
        }
        return page;
    }

    private byte compute(char c) {
        String folded = folding.of(c);
        if (c == '\\') {
            return (byte) (MARKED | SPACE); // an escape may stand for a space
        }
        boolean unsure = folded.length() != 1
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.PRIVATE_USE
                || (Character.isISOControl(c) && !isSpace(folded.charAt(0)));
        if (unsure || isPlain(folded.charAt(0)) != Character.isLetterOrDigit(c)) {
            return UNSURE;
        }
        byte code = code(folded.charAt(0));
        boolean marked = (c >= '0' && c <= '9') || "+/=-_%&<@$!".indexOf(c) >= 0 || signs.get(folded.charAt(0));
        return (byte) (marked ? code | MARKED : code);
    }

    /** The code of a folded character, without a mark. */
    private static byte code(char c) {
        if (c >= 'a' && c <= 'z') {
            return (byte) (WORD | (c - 'a' + 1));
        }
        if (c >= '0' && c <= '9') {
            return (byte) (WORD | (c - '0' + FIRST_DIGIT));
        }
        return (byte) (isSpace(c) ? SPACE : 1 + c % SIGNS);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
