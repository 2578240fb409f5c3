package io.mcpguard.inspect.text;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Json;
import io.mcpguard.api.LeafKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One walk over a payload. Pointers are put together only when somebody asks, since most strings are clean. */
public final class Walk {

    /** Frozen trees stop far earlier; this one keeps a tree that was never frozen from overflowing the stack. */
    static final int MAX_DEPTH = 1_000;

    private final Visitor visitor;
    /** From the root to here: keys as String, positions in lists as Integer. */
    private @Nullable Object[] path = new Object[16];

    private int depth;

    private Walk(Visitor visitor) {
        this.visitor = visitor;
    }

    public static void over(Map<String, @Nullable Object> payload, Visitor visitor) {
        new Walk(visitor).object(requireNonNull(payload, "payload"), Place.PROTOCOL);
    }

    /** The RFC 6901 pointer of the string that is being visited; for a key, of the member it names. */
    public String pointer() {
        var pointer = new StringBuilder(16 * depth);
        for (int i = 0; i < depth; i++) {
            pointer.append('/');
            if (path[i] instanceof String key) {
                pointer.append(Json.escape(key));
            } else {
                pointer.append(path[i]);
            }
        }
        return pointer.toString();
    }

    /** Whether the key that is being visited is the name of a parameter in a schema. */
    public boolean isAtParameter() {
        return depth >= 2 && "properties".equals(path[depth - 2]);
    }

    /** The position in the list that a message consists of, such as that of tools; null outside of it. */
    @Nullable
    public Object item() {
        return depth >= 2 && path[1] instanceof Integer ? path[1] : null;
    }

    /** A number for the place, the same for all items of a list. */
    public long field() {
        long field = depth;
        for (int i = 0; i < depth; i++) {
            field = field * 0x9E3779B97F4A7C15L + (path[i] instanceof String key ? key.hashCode() : 1);
            field ^= field >>> 32;
        }
        return field;
    }

    /** Whether the place lies under a key. */
    public boolean isIn(String key) {
        for (int i = 0; i < depth; i++) {
            if (key.equals(path[i])) {
                return true;
            }
        }
        return false;
    }

    private void object(Map<?, ?> object, Place place) {
        enter();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String key = String.valueOf(member.getKey());
            path[depth - 1] = key;
            visitor.visit(this, LeafKind.IDENTIFIER, true, key);
            Object value = member.getValue();
            if (value instanceof String text) {
                visitor.visit(this, place.kindOf(key, object), false, text);
            } else if (value instanceof Map<?, ?> map) {
                object(map, place.inside(key));
            } else if (value instanceof List<?> list) {
                list(list, place.inside(key), place.kindOf(key, object));
            }
        }
        depth--;
    }

    private void list(List<?> list, Place place, LeafKind kind) {
        enter();
        for (int i = 0; i < list.size(); i++) {
            path[depth - 1] = i;
            Object value = list.get(i);
            if (value instanceof String text) {
                visitor.visit(this, kind, false, text);
            } else if (value instanceof Map<?, ?> map) {
                object(map, place);
            } else if (value instanceof List<?> inner) {
                list(inner, place, kind);
            }
        }
        depth--;
    }

    private void enter() {
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("the payload is nested deeper than " + MAX_DEPTH);
        }
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
        }
        depth++;
    }

    /** Sees one string after the other. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * One string.
         *
         * @param walk asked for the {@link Walk#pointer()} during the call only
         */
        void visit(Walk walk, LeafKind kind, boolean isKey, String text);
    }
}
