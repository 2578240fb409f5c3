package io.mcpguard.schema;

import io.mcpguard.api.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The small combinators that make types of types. */
final class Structures {

    private Structures() {}

    /** An array with items of one type; null is none. */
    static Type arrayOf(Type item) {
        return new Type("an array") {
            @Override
            boolean fits(Object value) {
                if (!(value instanceof List<?> list)) {
                    return false;
                }
                for (int i = 0; i < list.size(); i++) {
                    if (!item.fitsPart(list.get(i))) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            void explain(Object value, String pointer, Mistakes mistakes) {
                if (!(value instanceof List<?> list)) {
                    super.explain(value, pointer, mistakes);
                    return;
                }
                for (int i = 0; i < list.size() && !mistakes.isFull(); i++) {
                    item.explainPart(list.get(i), pointer + "/" + i, mistakes);
                }
            }
        };
    }

    /** An object with any keys and values of one type; null is none. */
    static Type mapOf(Type member) {
        return new Type("an object") {
            @Override
            boolean fits(Object value) {
                if (!(value instanceof Map<?, ?> map)) {
                    return false;
                }
                for (Object element : map.values()) {
                    if (!member.fitsPart(element)) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            void explain(Object value, String pointer, Mistakes mistakes) {
                if (!(value instanceof Map<?, ?> map)) {
                    super.explain(value, pointer, mistakes);
                    return;
                }
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (mistakes.isFull()) {
                        return;
                    }
                    String key = Json.escape(String.valueOf(entry.getKey()));
                    member.explainPart(entry.getValue(), pointer + "/" + key, mistakes);
                }
            }
        };
    }

    /** A field that MCP defines. */
    record Field(String key, Type type, boolean required) {}

    static Field required(String key, Type type) {
        return new Field(key, type, true);
    }

    static Field optional(String key, Type type) {
        return new Field(key, type, false);
    }

    /** An object with these fields, and any others. */
    static Type object(Field... fields) {
        return new Type("an object") {
            @Override
            boolean fits(Object value) {
                if (!(value instanceof Map<?, ?> map)) {
                    return false;
                }
                for (Field field : fields) {
                    Object part = map.get(field.key);
                    if (part == null ? field.required : !field.type.fits(part)) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            void explain(Object value, String pointer, Mistakes mistakes) {
                if (!(value instanceof Map<?, ?> map)) {
                    super.explain(value, pointer, mistakes);
                    return;
                }
                for (Field field : fields) {
                    Object part = map.get(field.key);
                    if (part != null || field.required) {
                        field.type.explainPart(part, pointer + "/" + field.key, mistakes);
                    }
                }
            }
        };
    }

    /** An object that one of its own fields gives a type, as it does a content block. */
    static Type tagged(String field, Map<String, Type> types) {
        return choice("/" + field, types, map -> map.get(field) instanceof String tag ? types.get(tag) : null);
    }

    /** The same, of the type of {@code absent} without that field. */
    static Type tagged(String field, String absent, Map<String, Type> types) {
        Type otherwise = tagged(field, types);
        return choice("/" + field, types, map -> map.get(field) == null ? types.get(absent) : otherwise);
    }

    /** An object of one type if something is true of it, else of the other. */
    static Type orIf(Predicate<Map<?, ?>> test, Type then, Type otherwise) {
        return choice("", Map.of(), map -> test.test(map) ? then : otherwise);
    }

    /** An object that has a type because it has a certain field; if it has both, the first decides, as in the SDK. */
    static Type having(String field, Type type, String other, Type otherType) {
        return choice("", Map.of(field, type, other, otherType), map -> {
            boolean hasOther = map.containsKey(other);
            if (!map.containsKey(field)) {
                return hasOther ? otherType : null;
            }
            return hasOther && isBefore(map, other, field) ? otherType : type;
        });
    }

    private static boolean isBefore(Map<?, ?> map, String key, String other) {
        for (Object candidate : map.keySet()) {
            if (candidate.equals(key) || candidate.equals(other)) {
                return candidate.equals(key);
            }
        }
        return false;
    }

    private static Type choice(String where, Map<String, Type> types, Function<Map<?, ?>, @Nullable Type> choose) {
        String known = "one of " + String.join(", ", new TreeSet<>(types.keySet()));
        return new Type("an object") {
            @Override
            boolean fits(Object value) {
                Type type = value instanceof Map<?, ?> map ? choose.apply(map) : null;
                return type != null && type.fits(value);
            }

            @Override
            void explain(Object value, String pointer, Mistakes mistakes) {
                if (!(value instanceof Map<?, ?> map)) {
                    super.explain(value, pointer, mistakes);
                    return;
                }
                Type type = choose.apply(map);
                if (type == null) {
                    mistakes.add(pointer + where, known);
                } else {
                    type.explain(value, pointer, mistakes);
                }
            }
        };
    }
}
