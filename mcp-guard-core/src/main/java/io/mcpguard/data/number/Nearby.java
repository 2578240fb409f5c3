package io.mcpguard.data.number;

import io.mcpguard.data.Text;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the words around a value say. It remembers the last places it looked at, as many ids ask about the same
 * ones.
 */
final class Nearby {

    private static final int BEFORE = 48;
    private static final int BEHIND = 32;

    /** Never changed, as are all that are read here. */
    private static final BitSet NOTHING = new BitSet();

    private final CueIndex cues;
    private final Text text;

    private @Nullable BitSet ofField;
    private BitSet before = NOTHING;
    private int beforeAt = -1;
    private BitSet behind = NOTHING;
    private int behindAt = -1;

    Nearby(CueIndex cues, Text text) {
        this.cues = cues;
        this.text = text;
    }

    /** Whether a cue of an id stands near a part of the text, or in the name of its field. */
    boolean speaksOf(int id, int start, int end) {
        return before(start).get(id) || behind(end).get(id) || ofField().get(id);
    }

    /** Whether it stands in front of the part, or in the name of its field. */
    boolean introduces(int id, int start) {
        return before(start).get(id) || ofField().get(id);
    }

    private BitSet before(int start) {
        if (beforeAt != start) {
            int from = Math.max(0, start - BEFORE);
            while (from < start && isInWord(from)) {
                from++;
            }
            before = read(from, start);
            beforeAt = start;
        }
        return before;
    }

    private BitSet behind(int end) {
        if (behindAt != end) {
            int to = Math.min(text.value().length(), end + BEHIND);
            while (to > end && isInWord(to)) {
                to--;
            }
            behind = read(end, to);
            behindAt = end;
        }
        return behind;
    }

    private BitSet read(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetter(text.value().charAt(i))) {
                return cues.in(text.value().substring(from, to));
            }
        }
        return NOTHING;
    }

    /** Whether a cut here would leave half a word, which could be another one. */
    private boolean isInWord(int at) {
        String value = text.value();
        return at > 0
                && at < value.length()
                && Character.isLetterOrDigit(value.charAt(at - 1))
                && Character.isLetterOrDigit(value.charAt(at))
                && !Shapes.isUnspaced(value.charAt(at));
    }

    private BitSet ofField() {
        if (ofField == null) {
            ofField = cues.in(text.field());
        }
        return ofField;
    }
}
