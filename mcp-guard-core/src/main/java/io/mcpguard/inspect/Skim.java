package io.mcpguard.inspect;

import io.mcpguard.api.Severity;

/**
 * The first look at a string, which most never get past: plain ASCII without the literals of any rule, without controls and
 * without anything encoded. It allocates nothing.
 */
final class Skim {

    /** From this length on a run of such characters may be encoded text. */
    static final int ENCODED_RUN = 40;

    private static final int CLASS = 0x7F;
    private static final int ODD = 0x100;
    private static final int BREAKS_RUN = 0x200;
    private static final int DIGIT = 0x400;
    private static final int DASH = 0x800;
    /** So many words of bits hold the rules; {@link #isQuiet} names each. */
    private static final int WORDS = 4;
    /** So many digits between letters before words are looked at for digits that stand for letters. */
    private static final int LEET_DIGITS = 2;

    private final Automaton automaton;
    /** For each ASCII character its class in the automaton, and what else there is to know of it. */
    private final int[] table = new int[128];

    private final int firstAccepting;
    /** For each accepting state the rules that begin or follow there, as bits in words; a rule that asks for nothing to follow does both. */
    private final long[] begin;

    private final long[] follow;

    /** A first look for one surface. */
    Skim(RulePack pack, Surface surface) {
        this.automaton = pack.automaton();
        this.firstAccepting = automaton.firstAccepting();
        this.begin = new long[WORDS * (automaton.states() - firstAccepting)];
        this.follow = new long[begin.length];
        int[] bits = bits(pack, surface);
        for (int state = firstAccepting; state < automaton.states(); state++) {
            for (int literal : automaton.outputs(state)) {
                for (int rule : pack.begins(literal)) {
                    set(begin, state, bits[rule]);
                    set(follow, state, pack.rules().get(rule).then().isEmpty() ? bits[rule] : -1);
                }
                for (int rule : pack.follows(literal)) {
                    set(follow, state, bits[rule]);
                }
            }
        }
        for (int c = 0; c < table.length; c++) {
            boolean space = c == ' ' || (c >= '\t' && c <= '\r');
            boolean odd = (c < ' ' && !space) || c == 0x7F || c == '\\' || c == '%' || c == '&' || c == '<';
            table[c] = automaton.asciiClass(c)
                    | (odd ? ODD : 0)
                    | (c >= '0' && c <= '9' ? DIGIT : 0)
                    | (c == '-' || c == '_' ? DASH : 0)
                    | (isEncoding(c) || c == '-' || c == '_' ? 0 : BREAKS_RUN);
        }
    }

    private void set(long[] words, int state, int bit) {
        if (bit >= 0) {
            words[WORDS * (state - firstAccepting) + bit / Long.SIZE] |= 1L << bit;
        }
    }

    /**
     * The bit of each rule, -1 for one that can report nothing there. All but one are of a single rule; the others share
     * the last, and with them those that ask for nothing to follow.
     */
    private static int[] bits(RulePack pack, Surface surface) {
        int last = WORDS * Long.SIZE - 1;
        int[] bits = new int[pack.rules().size()];
        int next = 0;
        for (int i = 0; i < bits.length; i++) {
            Rule rule = pack.rules().get(i);
            boolean reports = rule.surfaces().contains(surface) && rule.severity() != Severity.INFO;
            bits[i] = !reports ? -1 : rule.then().isEmpty() ? last : Math.min(next++, last);
        }
        return bits;
    }

    /** Whether nothing in the text is worth a closer look. */
    boolean isQuiet(String text) {
        int space = automaton.spaceClass();
        long begun0 = 0;
        long begun1 = 0;
        long begun2 = 0;
        long begun3 = 0;
        int state = 0;
        int last = 0;
        int runStart = 0;
        int single = 0;
        int pairs = 0;
        int digits = 0;
        int dash = -1;
        int dashed = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= table.length) {
                return false;
            }
            int entry = table[c];
            if (entry >= ODD) {
                if ((entry & ODD) != 0 && isOdd(text, i, c)) {
                    return false;
                }
                if ((entry & DIGIT) != 0) {
                    if (isBetweenLetters(text, i) && ++digits == LEET_DIGITS && Leet.isIn(text)) {
                        return false;
                    }
                } else if ((entry & DASH) != 0) {
                    dashed = i - dash == 2 ? dashed + 1 : 0;
                    dash = i;
                    if (dashed >= SpeltApart.MIN_LETTERS - 2) {
                        return false;
                    }
                } else {
                    int run = i - runStart;
                    if (run >= ENCODED_RUN) {
                        return false;
                    }
                    if (run > 0) {
                        single = run == 1 && isLetter(text.charAt(i - 1)) ? single + 1 : 0;
                        pairs = run == 2 ? pairs + 1 : 0;
                        if (single >= SpeltApart.MIN_LETTERS - 1 || pairs >= HexPairs.MIN_PAIRS - 1) {
                            return false;
                        }
                    }
                    runStart = i + 1;
                }
            }
            int characterClass = entry & CLASS;
            if (characterClass == space && last == space) {
                continue;
            }
            last = characterClass;
            state = automaton.step(state, characterClass);
            if (state >= firstAccepting) {
                int at = WORDS * (state - firstAccepting);
                begun0 |= begin[at];
                begun1 |= begin[at + 1];
                begun2 |= begin[at + 2];
                begun3 |= begin[at + 3];
                long both = (begun0 & follow[at])
                        | (begun1 & follow[at + 1])
                        | (begun2 & follow[at + 2])
                        | (begun3 & follow[at + 3]);
                if (both != 0) {
                    return false;
                }
            }
        }
        return text.length() - runStart < ENCODED_RUN;
    }

    private static boolean isBetweenLetters(String text, int at) {
        return at > 0 && at + 1 < text.length() && isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at + 1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isOdd(String text, int at, char c) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (c) {
            case '%' -> Character.digit(next, 16) >= 0;
            case '&' -> next == '#';
            case '<' -> next == '!';
            default -> true;
        };
    }

    /** Whether a character occurs in base64, plain or for URLs, and in hexadecimal. */
    static boolean isEncoding(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }
}
