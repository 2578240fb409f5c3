package io.mcpguard.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pure functions over JSON trees: {@code Map} with {@code String} keys, {@code List}, {@code String}, {@code Number},
 * {@code Boolean} and null. What does not change is shared, and no change at all returns the very same object. Trees of
 * the guard are at most a few hundred levels deep, so the functions recurse.
 */
public final class Json {

    private Json() {}

    /**
     * The value at a pointer.
     *
     * @param tree the tree
     * @param pointer an RFC 6901 pointer, {@code ""} for the whole tree
     * @return the value, null if there is none
     * @throws IllegalArgumentException if the pointer is neither empty nor starts with a slash
     */
    public static @Nullable Object at(@Nullable Object tree, String pointer) {
        if (pointer.isEmpty()) {
            return tree;
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON pointer starts with a slash: \"" + pointer + "\"");
        }
        Object node = tree;
        for (String token : pointer.substring(1).split("/", -1)) {
            if (node instanceof Map<?, ?> map) {
                node = map.get(unescape(token));
            } else if (node instanceof List<?> list) {
                int index = index(token);
                node = index >= 0 && index < list.size() ? list.get(index) : null;
            } else {
                return null;
            }
        }
        return node;
    }

    /**
     * A key as part of a pointer.
     *
     * @param key an object key
     * @return it with {@code ~} and {@code /} escaped as RFC 6901 says
     */
    public static String escape(String key) {
        return key.indexOf('~') < 0 && key.indexOf('/') < 0
                ? key
                : key.replace("~", "~0").replace("/", "~1");
    }

    /**
     * A part of a pointer as the key it stands for.
     *
     * @param token what stands between two slashes
     * @return the key
     */
    public static String unescape(String token) {
        return token.indexOf('~') < 0 ? token : token.replace("~1", "/").replace("~0", "~");
    }

    /**
     * The tree with every string value replaced by what the function makes of it. Keys stay.
     *
     * @param <T> the type of the tree, which stays
     * @param tree the tree
     * @param function applied to each string value
     * @return the tree itself if no string changed
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // each kind of node is mapped to its own kind, null to null
    public static <T extends @Nullable Object> T mapStrings(T tree, UnaryOperator<String> function) {
        return (T) map(tree, function);
    }

    /**
     * The object with one member set.
     *
     * @param object the object
     * @param key the member
     * @param value its new value
     * @return the object itself if the member has this very value already
     */
    public static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> object, String key, @Nullable Object value) {
        if (object.get(key) == value && object.containsKey(key)) {
            return object;
        }
        var copy = new LinkedHashMap<>(object);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object map(@Nullable Object node, UnaryOperator<String> function) {
        if (node instanceof String text) {
            String mapped = function.apply(text);
            return mapped.equals(text) ? text : mapped;
        }
        if (node instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> copy = null;
            for (Map.Entry<?, ?> member : object.entrySet()) {
                Object mapped = map(member.getValue(), function);
                if (mapped != member.getValue()) {
                    copy = copy == null ? new LinkedHashMap<>(object) : copy;
                    copy.put(member.getKey(), mapped);
                }
            }
            return copy == null ? object : Collections.unmodifiableMap(copy);
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> copy = null;
            for (int i = 0; i < list.size(); i++) {
                Object mapped = map(list.get(i), function);
                if (mapped != list.get(i)) {
                    copy = copy == null ? new ArrayList<>(list) : copy;
                    copy.set(i, mapped);
                }
            }
            return copy == null ? list : Collections.unmodifiableList(copy);
        }
        return node;
    }

    private static int index(String token) {
        if (token.isEmpty() || token.length() > 9 || (token.length() > 1 && token.charAt(0) == '0')) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = 10 * index + c - '0';
        }
        return index;
    }
}
