package io.mcpguard.data.vault;

import io.mcpguard.api.Json;
import io.mcpguard.api.LeafKind;
import io.mcpguard.inspect.text.Place;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every string, object key and long whole number of a message in the order of the document, and the message with some of
 * them replaced. What only its author understands, such as a cursor, is neither shown nor changed.
 */
final class Tree {

    /** How a text stands in a message. */
    enum Form {
        STRING,
        KEY,
        NUMBER,
        /** In base64, as the content of a resource may be. */
        ENCODED
    }

    /** No field has a longer name that says anything. */
    private static final int MAX_FIELD = 100;

    /** No number of any class has more digits. */
    private static final int MAX_DIGITS = 40;

    /** What is no text in base64 and no longer may be a text as it is, whatever its place says. */
    private static final int MAX_PLAIN = 1_000;

    /** Shorter numbers are of no class. */
    private static final int MIN_DIGITS = 7;

    private final Visitor visitor;
    /** From the root to here: keys as String, positions in lists as Integer. */
    private final ArrayDeque<Object> path = new ArrayDeque<>();

    private int index;

    private Tree(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Sees one text after the other, and says what stands in its place. */
    @FunctionalInterface
    interface Visitor {

        /**
         * One text.
         *
         * @param at its place, asked during the call only
         * @param text a string, a key, the digits of a number, or what is encoded
         * @param field the nearest key above it, {@code ""} for a key
         * @param form how it stands there
         * @return what goes in its place; the same text to leave it
         */
        String visit(Tree at, String text, String field, Form form);
    }

    /** The message as a visitor leaves it; the same one if nothing is changed. */
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    static Map<String, @Nullable Object> visit(Map<String, @Nullable Object> payload, Visitor visitor) {
        return (Map<String, @Nullable Object>) new Tree(visitor).object(payload, Place.PROTOCOL);
    }

    /** The number of the text that is being visited, from 0 in each message. */
    int index() {
        return index;
    }

    /** Whether the text that is being visited stands below a member of the message. */
    boolean isUnder(String member) {
        return member.equals(path.peekLast());
    }

    /** The RFC 6901 pointer of the text that is being visited; for a key, of the member that it names. */
    String pointer() {
        var pointer = new StringBuilder(16 * path.size());
        path.descendingIterator()
                .forEachRemaining(
                        step -> pointer.append('/').append(step instanceof String key ? Json.escape(key) : step));
        return pointer.toString();
    }

    private Map<?, ?> object(Map<?, ?> object, Place place) {
        Map<String, @Nullable Object> changed = null;
        int at = 0;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String key = String.valueOf(member.getKey());
            path.push(key);
            String name = shown(key, "", Form.KEY);
            Object value = member.getValue();
            Object then = value(value, place.inside(key), kind(place, key, object), cut(key));
            path.pop();
            if (changed == null && (then != value || !name.equals(key))) {
                changed = beginning(object, at);
            }
            if (changed != null) {
                if (changed.containsKey(name)) {
                    throw new VaultException("two members of an object would have one name");
                }
                changed.put(name, then);
            }
            at++;
        }
        return changed == null ? object : changed;
    }

    /** Only the protocol has values that nobody else understands; the names of its own members a server chooses. */
    private static LeafKind kind(Place place, String key, Map<?, ?> object) {
        LeafKind kind = place.kindOf(key, object);
        return kind == LeafKind.OPAQUE && place != Place.PROTOCOL ? LeafKind.PROSE : kind;
    }

    private static String cut(String key) {
        return key.length() > MAX_FIELD ? key.substring(0, MAX_FIELD) : key;
    }

    private static Map<String, @Nullable Object> beginning(Map<?, ?> object, int members) {
        var beginning = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (beginning.size() == members) {
                break;
            }
            beginning.put(String.valueOf(member.getKey()), member.getValue());
        }
        return beginning;
    }

    private List<?> list(List<?> list, Place place, LeafKind kind, String field) {
        List<@Nullable Object> changed = null;
        for (int i = 0; i < list.size(); i++) {
            path.push(i);
            Object value = list.get(i);
            Object then = value(value, place, kind, field);
            path.pop();
            if (then != value) {
                changed = changed == null ? new ArrayList<>(list) : changed;
                changed.set(i, then);
            }
        }
        return changed == null ? list : changed;
    }

    private @Nullable Object value(@Nullable Object value, Place place, LeafKind kind, String field) {
        if (value instanceof Map<?, ?> map) {
            return object(map, place);
        } else if (value instanceof List<?> list) {
            return list(list, place, kind, field);
        } else if (kind == LeafKind.OPAQUE) {
            return value;
        } else if (value instanceof String text) {
            return kind == LeafKind.MEDIA ? media(text, field) : string(text, field);
        } else if (value instanceof Number number) {
            String digits = digits(number);
            return digits == null ? number : number(number, digits, field);
        }
        return value;
    }

    private String string(String text, String field) {
        String then = shown(text, field, Form.STRING);
        return then.equals(text) ? text : then;
    }

    private Number number(Number number, String digits, String field) {
        String then = shown(digits, field, Form.NUMBER);
        if (then.equals(digits)) {
            return number;
        }
        var value = new BigDecimal(then);
        return new BigDecimal(number.toString()).signum() < 0 ? value.negate() : value;
    }

    private String media(String encoded, String field) {
        String text = EncodedText.decode(encoded);
        if (text == null) {
            boolean binary = encoded.length() > MAX_PLAIN && EncodedText.isBase64(encoded);
            return binary ? encoded : string(encoded, field);
        }
        String then = shown(text, field, Form.ENCODED);
        return then.equals(text) ? encoded : EncodedText.encode(then);
    }

    private String shown(String text, String field, Form form) {
        String then = visitor.visit(this, text, field, form);
        index++;
        return then;
    }

    /** The digits of a whole number, however it is written; null if it is none, or of a length that no class has. */
    static @Nullable String digits(Number number) {
        if ((number instanceof Double || number instanceof Float) && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        BigDecimal value = new BigDecimal(number.toString()).stripTrailingZeros();
        int length = value.precision() - value.scale();
        if (value.scale() > 0 || length < MIN_DIGITS || length > MAX_DIGITS) {
            return null;
        }
        return value.abs().toPlainString();
    }

    /** Whether a text is a number that is long enough to be of some class. */
    static boolean isDigits(String text) {
        boolean digits = text.length() >= MIN_DIGITS;
        for (int i = 0; i < text.length() && digits; i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }
}
