package io.mcpguard.inspect.signal;

import io.mcpguard.inspect.text.Walk;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of one server's results have held: sentences, or only ids, numbers and short values. Fields are told apart
 * by tool and by JSON pointer, all items of a list as one; in text that is JSON by its keys. Bounded: of so many fields the
 * one that was used longest ago is forgotten, and one result adds only so many. Thread-safe.
 */
public final class FieldHistory {

    /** Fields of one server that are remembered. */
    static final int MAX_FIELDS = 4_096;
    /** Values of one result that are looked at; later ones are mostly more of the same list. */
    static final int MAX_VALUES = 512;

    /** Before so many values were seen nothing is said of a field. */
    private static final int ENOUGH = 5;
    /** And before so many results, since one can be written for the occasion. */
    private static final int ENOUGH_RESULTS = 3;
    /** From so many words on a value is a sentence. */
    private static final int SENTENCE = 5;

    private static final int LOOK = 400;

    /** What is known of a field. */
    private static final class Field {
        private int values;
        private int results;
        private long last;
        private boolean prose;
    }

    private final Map<Long, Field> fields = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Field> eldest) {
            return size() > MAX_FIELDS;
        }
    };

    private long results;

    /**
     * Takes a result in which nothing was found.
     *
     * @param tool whose result it is
     * @param payload the result
     */
    public synchronized void learn(String tool, Map<String, @Nullable Object> payload) {
        results++;
        var left = new int[] {MAX_VALUES};
        Walk.over(payload, (walk, kind, isKey, text) -> {
            if (isKey || left[0] <= 0) {
                return;
            }
            long field = walk.field();
            see(tool, field, text, 0, text.length(), left);
            if (isRecord(text)) {
                Fields.forEach(text, (key, start, end) -> see(tool, inside(field, key), text, start, end, left));
            }
        });
    }

    private void see(String tool, long field, String text, int start, int end, int[] left) {
        if (left[0]-- <= 0) {
            return;
        }
        Field known = fields.computeIfAbsent(of(tool, field), key -> new Field());
        known.values = Math.min(ENOUGH, known.values + 1);
        known.results = known.last == results ? known.results : Math.min(ENOUGH_RESULTS, known.results + 1);
        known.last = results;
        known.prose |= isSentence(text, start, end);
    }

    /**
     * Whether a field was seen often enough and never held a sentence.
     *
     * @param tool whose results it stands in
     * @param field its number in a walk
     * @return false too if little is known of it
     */
    public synchronized boolean heldNoProse(String tool, long field) {
        Field known = fields.get(of(tool, field));
        return known != null && !known.prose && known.values >= ENOUGH && known.results >= ENOUGH_RESULTS;
    }

    synchronized int size() {
        return fields.size();
    }

    /** The number of a field in a text that stands in a field. */
    static long inside(long field, long key) {
        return (field * 0x9E3779B97F4A7C15L ^ key) * 31 + 7;
    }

    private static long of(String tool, long field) {
        return inside(tool.hashCode(), field);
    }

    private static boolean isRecord(String text) {
        for (int i = 0; i < text.length() && i < LOOK; i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private static boolean isSentence(String text, int start, int end) {
        int words = 0;
        boolean inside = false;
        for (int i = start; i < Math.min(end, start + LOOK); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetter(c);
            words += letter && !inside ? 1 : 0;
            if (c >= 0x2E80 && letter) {
                words++; // no spaces between the words of Chinese and Japanese
            }
            inside = letter || (inside && (c == '\'' || c == '-' || c == '_' || Character.isDigit(c)));
        }
        return words >= SENTENCE;
    }
}
