package io.mcpguard.inspect.sanitise;

import io.mcpguard.api.Json;
import io.mcpguard.api.LeafKind;
import io.mcpguard.inspect.text.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Rebuilds a payload with its prose replaced, and shares whatever does not change. */
public final class Rewrite {

    private final BinaryOperator<String> replacement;

    /** With a function from pointer and text to the new text. */
    public Rewrite(BinaryOperator<String> replacement) {
        this.replacement = replacement;
    }

    public Map<String, @Nullable Object> object(Map<String, @Nullable Object> payload) {
        return object(payload, "", Place.PROTOCOL);
    }

    private Map<String, @Nullable Object> object(Map<String, @Nullable Object> object, String pointer, Place place) {
        Map<String, @Nullable Object> copy = null;
        for (Map.Entry<String, @Nullable Object> member : object.entrySet()) {
            String key = member.getKey();
            Object value = member.getValue();
            Object changed =
                    value(value, pointer + '/' + Json.escape(key), place.inside(key), place.kindOf(key, object));
            if (changed != value) {
                copy = copy == null ? new LinkedHashMap<>(object) : copy;
                copy.put(key, changed);
            }
        }
        return copy == null ? object : Collections.unmodifiableMap(copy);
    }

    private List<@Nullable Object> list(List<@Nullable Object> list, String pointer, Place place, LeafKind kind) {
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object value = list.get(i);
            Object changed = value(value, pointer + '/' + i, place, kind);
            if (changed != value) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, changed);
            }
        }
        return copy == null ? list : Collections.unmodifiableList(copy);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON tree are strings
    private @Nullable Object value(@Nullable Object value, String pointer, Place place, LeafKind kind) {
        if (value instanceof String text && kind == LeafKind.PROSE) {
            String changed = replacement.apply(pointer, text);
            return changed.equals(text) ? text : changed;
        }
        if (value instanceof Map<?, ?> map) {
            return object((Map<String, @Nullable Object>) map, pointer, place);
        }
        if (value instanceof List<?> list) {
            return list((List<@Nullable Object>) list, pointer, place, kind);
        }
        return value;
    }
}
