package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import java.util.BitSet;

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

    /** The same bit of each of eight codes. */
    private static final long EACH = 0x0101010101010101L;

    private static final long ALL_WORD = WORD * EACH;
    private static final long KINDS = 0x3F * EACH;
    private static final long LONG_KEY = 0xFFFF_FFFF_FFFFL;
    private static final int LONG = 6;
    private static final long SHORT_KEY = 0xFF_FFFFL;
    private static final int SHORT = 3;

    private static final int BITS = 1 << 16;
    private static final int PAGE = 256;
    private static final int KIND = 0x40;
    /** What other signs share with each other, behind those of letters, digits and white space. */
    private static final int FIRST_SIGN = 38;

    private static final int SIGNS = 24;
    private static final int SPACE = 37;
    private static final int FIRST_DIGIT = 27;

    private final Folding folding;
    private final long[] longer = new long[BITS / Long.SIZE];
    private final long[] shorter = new long[BITS / Long.SIZE];
    /** Of those that open a literal. */
    private final BitSet signs = new BitSet();

    private final byte[] first;

    /** The openings of the rules that have a bit. */
    Openings(RulePack pack, int[] bits, Folding folding) {
        this.folding = folding;
        for (int i = 0; i < bits.length; i++) {
            Rule rule = pack.rules().get(i);
            if (bits[i] >= 0) {
                rule.literals().forEach(this::add);
            }
        }
        this.first = new byte[PAGE];
        for (char c = 0; c < PAGE; c++) {
            first[c] = compute(c);
        }
    }

    private void add(String literal) {
        char opens = literal.charAt(0);
        if (!isPlain(opens)) {
            signs.set(opens);
        }
        long codes = 0;
        int length = Math.min(Long.BYTES, literal.length());
        for (int i = 0; i < length; i++) {
            codes |= (code(literal.charAt(i)) & 0xFFL) << (Byte.SIZE * i);
        }
        long key = key(codes);
        int kept = (Long.SIZE - Long.numberOfLeadingZeros(key) + Byte.SIZE - 1) / Byte.SIZE;
        boolean ends = kept > 1 && (codes >>> (Byte.SIZE * (kept - 1)) & WORD) == 0;
        if (length >= LONG || ends) {
            set(longer, key & LONG_KEY);
        } else if (length >= SHORT) {
            set(shorter, key & SHORT_KEY);
        } else {
            for (long more = 0; more < (long) KIND * KIND; more++) {
                long behind = more % KIND | more / KIND << Byte.SIZE;
                set(shorter, (key | behind << (Byte.SIZE * length)) & SHORT_KEY);
            }
        }
    }

    private static void set(long[] bits, long key) {
        int hash = hash(key);
        bits[hash / Long.SIZE] |= 1L << hash;
    }

    private static int hash(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> (Long.SIZE - 16));
    }

    /** Whether a literal may begin with the first of eight codes. */
    boolean mayBegin(long codes) {
        long key = key(codes);
        int all = hash(key & LONG_KEY);
        int some = hash(key & SHORT_KEY);
        return ((longer[all >>> 6] >>> all | shorter[some >>> 6] >>> some) & 1) != 0;
    }

    /** The first code and those of the word behind it, with one more. */
    private static long key(long codes) {
        long ends = ~codes & ALL_WORD & -PAGE;
        long kept = ((ends & -ends) << 1) - 1;
        return codes & kept & KINDS;
    }

    /** Whether a sign opens a literal. */
    boolean isOpening(char folded) {
        return signs.get(folded);
    }

    /** The codes of the first 256 characters. */
    byte[] first() {
        return first;
    }

    /** The code of any UTF-16 unit. */
    byte of(char c) {
        return c < PAGE ? first[c] : compute(c);
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
        return (byte) (isSpace(c) ? SPACE : FIRST_SIGN + c % SIGNS);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
