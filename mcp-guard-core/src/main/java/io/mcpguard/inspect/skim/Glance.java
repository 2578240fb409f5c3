package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.scan.Automaton;
import io.mcpguard.inspect.text.Escapes;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.HexPairs;
import io.mcpguard.inspect.view.SpeltApart;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The quickest look at a text: 64 characters at a time as bits, of which only the beginnings of words that may open a
 * literal, digits in front of letters and some signs are looked at. An automaton has to wait for each character before it
 * takes the next one; words do not wait for each other. Of what it cannot tell it says that it is not sure.
 */
final class Glance {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Brings the lowest bits of eight bytes together in the highest one. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private static final long LOW = 0x0101_0101_0101_0101L;

    private static final int BLOCK = Long.SIZE;
    private static final int PART = 16 * BLOCK;
    /** Single letters in a row, and pairs, of which a closer look is worth while. */
    private static final int SINGLES = SpeltApart.MIN_LETTERS - 1;

    private static final int PAIRS = HexPairs.MIN_PAIRS - 2;

    private final Folding folding;
    private final Openings openings;
    private final Automaton automaton;
    private final String text;
    private final SecondLook look;

    private final char[] chars;
    private final byte[] codes;
    /** Where the part begins that they hold. */
    private int from;

    private long wordBefore;
    private long digitBefore;
    private long startBefore;
    private int run;
    private int singles;
    private int pairs;
    /** Of one block. */
    private long starts;

    private long encodes;
    /** What may stand for letters, or is one, behind a digit. */
    private long mixed;

    Glance(Skim skim, Openings openings, String text, SecondLook look) {
        this.folding = skim.folding();
        this.openings = openings;
        this.automaton = skim.pack().automaton();
        this.text = text;
        this.look = look;
        int room = Math.min(PART, (text.length() + BLOCK - 1) / BLOCK * BLOCK) + Long.BYTES;
        this.chars = new char[room];
        this.codes = new byte[room];
    }

    /** Whether the text is surely quiet, but for what can only be told at its end. */
    boolean isQuiet() {
        for (from = 0; from < text.length(); from += PART) {
            int length = load();
            for (int block = 0; block < length; block += BLOCK) {
                if (!isQuiet(block)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Loads a part, and what the last word in it needs to be known by; returns its length. */
    private int load() {
        int loaded = Math.min(text.length() - from, codes.length);
        text.getChars(from, from + loaded, chars, 0);
        byte[] first = openings.first();
        for (int i = 0; i < loaded; i++) {
            char c = chars[i];
            codes[i] = c < first.length ? first[c] : openings.of(c);
        }
        Arrays.fill(codes, loaded, codes.length, (byte) 0);
        return Math.min(loaded, PART);
    }

    private boolean isQuiet(int block) {
        long word = 0;
        long marked = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) EIGHT.get(codes, block + i);
            word |= gathered(eight >>> 7) << i;
            marked |= gathered(eight >>> 6) << i;
        }
        long digit = word & marked;
        long behindDigit = digit << 1 | digitBefore;
        starts = (word & ~(word << 1 | wordBefore >>> 63)) | startBefore;
        startBefore = 0;
        encodes = word;
        mixed = behindDigit & word & ~digit;
        boolean quiet = isQuietAtSigns(block, marked & ~word, behindDigit)
                && isQuietBehindDigits(block)
                && isQuietInRun(block)
                && isNotSpelt(word, digit)
                && areNoPairs(word)
                && isQuietAtStarts(block);
        wordBefore = word;
        digitBefore = digit >>> 63;
        return quiet;
    }

    /** The lowest bits of eight bytes. */
    private static long gathered(long eight) {
        return ((eight & LOW) * GATHER) >>> (Long.SIZE - Byte.SIZE);
    }

    private boolean isQuietAtSigns(int block, long marked, long behindDigit) {
        for (long left = marked; left != 0; left &= left - 1) {
            long bit = left & -left;
            int i = block + Long.numberOfTrailingZeros(left);
            int at = from + i;
            if (codes[i] == Openings.UNSURE) {
                return false;
            }
            switch (chars[i]) {
                case '+', '/', '=', '-', '_' -> encodes |= bit;
                case '%', '&', '<' -> {
                    if (Oddities.length(text, at) == 0 && look.oddity(at)) {
                        return false;
                    }
                }
                case '@', '$', '!' -> mixed |= bit & behindDigit;
                case '\\' -> {
                    if (!isQuietAtEscape(at, bit)) {
                        return false;
                    }
                }
                default -> {}
            }
            if (openings.isOpening(chars[i])) {
                starts |= bit;
            }
        }
        return true;
    }

    private boolean isQuietAtEscape(int at, long bit) {
        int length = Escapes.length(text, at);
        if (length > 2 || openings.isOpening(Escapes.meaning(text, at, folding).charAt(0))) {
            return false;
        }
        if (Oddities.length(text, at) == 0 && look.oddity(at)) {
            return false;
        }
        if (length == 2) { // what stands behind an escape begins a word
            starts |= bit << 2;
            startBefore |= bit >>> 62;
        }
        return true;
    }

    private boolean isQuietBehindDigits(int block) {
        for (long left = mixed; left != 0; left &= left - 1) {
            int i = block + Long.numberOfTrailingZeros(left);
            if (chars[i] < 0x80 && look.shows(Shapes.MIXED, 0, from + i)) {
                return false;
            }
        }
        return true;
    }

    /** A run that is long enough is looked at once, where it gets so long. */
    private boolean isQuietInRun(int block) {
        int before = run;
        int lead = Long.numberOfTrailingZeros(~encodes);
        run = encodes == -1 ? Math.min(Skim.RUN + BLOCK, before + BLOCK) : Long.numberOfLeadingZeros(~encodes);
        if (before < Skim.RUN && before > 0 && before + lead >= Skim.RUN && !isQuietRun(from + block - before)) {
            return false;
        }
        long runs = encodes & encodes << 1;
        runs &= runs << 2;
        runs &= runs << 4;
        runs &= runs << 8;
        runs &= runs << 16; // so many in a row
        runs &= runs << (Skim.RUN - Integer.SIZE);
        int start = Long.numberOfTrailingZeros(runs) - Skim.RUN + 1;
        return runs == 0 || (start == 0 && before > 0) || isQuietRun(from + block + start);
    }

    private boolean isQuietRun(int start) {
        int end = start + Skim.RUN - 1;
        for (int i = start; i <= end; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return !look.shows(0, Skim.RUN, end);
    }

    /** Letters of which each has something on both sides, as many as ask for a closer look? */
    private boolean isNotSpelt(long word, long digit) {
        long one = word << 1 | wordBefore >>> 63;
        long two = word << 2 | wordBefore >>> 62;
        long alone = ~word & one & ~two & ~(digit << 1 | digitBefore);
        long longer = word & one;
        int here = Long.bitCount(alone);
        if (singles + here >= SINGLES) {
            return false;
        }
        singles = longer == 0 ? singles + here : Long.bitCount(alone & behindLast(longer));
        return true;
    }

    /** And words of two or four: the same for pairs of hexadecimal digits. */
    private boolean areNoPairs(long word) {
        long one = word << 1 | wordBefore >>> 63;
        long two = word << 2 | wordBefore >>> 62;
        long three = word << 3 | wordBefore >>> 61;
        long four = word << 4 | wordBefore >>> 60;
        long five = word << 5 | wordBefore >>> 59;
        long ends = ~word & one;
        long paired = ends & two & (~three | (four & ~five));
        long others = (ends & ~paired) | (word & one & two & three & four);
        int here = Long.bitCount(paired);
        if (pairs + here >= PAIRS) {
            return false;
        }
        pairs = others == 0 ? pairs + here : Long.bitCount(paired & behindLast(others));
        return true;
    }

    private static long behindLast(long bits) {
        return -(Long.highestOneBit(bits) << 1);
    }

    private boolean isQuietAtStarts(int block) {
        for (long left = starts; left != 0; left &= left - 1) {
            int i = block + Long.numberOfTrailingZeros(left);
            if (openings.mayBegin((long) EIGHT.get(codes, i)) && !isQuietAt(from + i)) {
                return false;
            }
        }
        return true;
    }

    /** Follows the literals that begin at a place, and looks at the rules that begin with them. */
    private boolean isQuietAt(int start) {
        int state = 0;
        int depth = 0;
        boolean space = false;
        for (int i = start; i < text.length(); ) {
            char c = text.charAt(i);
            char plain = c == ' ' ? c : folding.plain(c);
            if (plain == ' ' && !space) {
                space = true;
                i++;
            } else if (plain == 0 || plain == ' ') {
                boolean escape = c == '\\';
                String folded = escape ? Escapes.meaning(text, i, folding) : folding.of(c);
                if (folded.length() != 1) {
                    return false;
                }
                plain = folded.charAt(0);
                i += escape ? Escapes.length(text, i) : 1;
                boolean more = space;
                space = plain == ' ' || plain == '\n';
                if (space && more) {
                    continue;
                }
            } else {
                space = false;
                i++;
            }
            state = automaton.step(state, automaton.classOf(plain));
            depth++;
            if (automaton.depth(state) != depth) {
                return true;
            }
            if (state >= automaton.firstAccepting() && !look.isQuietAt(start, state, depth)) {
                return false;
            }
        }
        return true;
    }
}
