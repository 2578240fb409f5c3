package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.scan.Automaton;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.Decoder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the first look has to know of each UTF-16 unit, in one number: what it folds to, which shapes it can be part of,
 * whether it needs a second look. Beyond ASCII the table fills itself, a page at a time. Thread-safe.
 */
public final class Glyphs {

    /** The class of the one character it folds to in the automaton. */
    static final int CLASS = 0x3FF;
    /** How far its class in {@link Shapes} is shifted. */
    static final int SHAPE_SHIFT = 10;

    static final int SHAPE = 0x7;
    /** It is not only what it folds to, or folds to no character or several. */
    static final int SPECIAL = 0x2000;
    /** How far it is shifted whether it is a sign or letter of ASCII that means itself, and so counts as a character. */
    static final int VISIBLE_SHIFT = 14;
    /** It occurs in encoded text; the sign bit, so that it fills a mask. */
    static final int ENCODES = Integer.MIN_VALUE;

    private static final int PAGE = 256;

    private final Automaton automaton;
    private final Folding folding;
    private final int[] first;
    private final AtomicReferenceArray<int[]> others = new AtomicReferenceArray<>((Character.MAX_VALUE + 1) / PAGE);

    public Glyphs(Automaton automaton, Folding folding) {
        this.automaton = automaton;
        this.folding = folding;
        this.first = page(0);
    }

    /** The numbers of the first 256 characters. */
    int[] first() {
        return first;
    }

    /** The number of any UTF-16 unit. */
    int of(char c) {
        int at = c / PAGE;
        int[] page = at == 0 ? first : others.get(at);
        if (page == null) {
            page = page(at);
            others.set(at, page);
        }
        return page[c % PAGE];
    }

    private int[] page(int at) {
        int[] page = new int[PAGE];
        for (int i = 0; i < PAGE; i++) {
            char c = (char) (at * PAGE + i);
            String folded = folding.of(c);
            boolean special = folded.length() != 1
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.PRIVATE_USE
                    || (c < 0x80 && isSpecial(c));
            page[i] = (special ? SPECIAL : automaton.classOf(folded.charAt(0)))
                    | shape(c) << SHAPE_SHIFT
                    | (!special && c > ' ' && c < 0x7F ? 1 : 0) << VISIBLE_SHIFT
                    | (Decoder.isEncoding(c) || c == '-' || c == '_' ? ENCODES : 0);
        }
        return page;
    }

    private static boolean isSpecial(char c) {
        boolean space = c == ' ' || (c >= '\t' && c <= '\r');
        return (c < ' ' && !space) || c == 0x7F || c == '\\' || c == '%' || c == '&' || c == '<';
    }

    private static int shape(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return Shapes.LETTER;
        }
        if (c >= '0' && c <= '9') {
            return Shapes.DIGIT;
        }
        if (c == '@' || c == '$' || c == '!') {
            return Shapes.SIGN;
        }
        return Character.isLetterOrDigit(c) ? Shapes.FOREIGN : Shapes.OTHER;
    }
}
