package io.mcpguard.schema;

import io.mcpguard.schema.UnsupportedSchemaException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of one schema object, each read as the type it has to be. A keyword that is null counts as absent, one
 * of another type makes the schema malformed.
 */
final class Keywords {

    private final Map<?, ?> object;
    private final Function<Object, Schema> schemas;

    /**
     * Reads an object.
     *
     * @param object the schema object
     * @param schemas gives the schema that stands for a subtree
     */
    Keywords(Map<?, ?> object, Function<Object, Schema> schemas) {
        this.object = object;
        this.schemas = schemas;
    }

    boolean has(String keyword) {
        return object.get(keyword) != null;
    }

    /** The value, null if it is absent or null. */
    @Nullable
    Object get(String keyword) {
        return object.get(keyword);
    }

    boolean contains(String keyword) {
        return object.containsKey(keyword);
    }

    @Nullable
    String text(String keyword) {
        return typed(keyword, String.class);
    }

    @Nullable
    Number number(String keyword) {
        return typed(keyword, Number.class);
    }

    boolean flag(String keyword) {
        return Boolean.TRUE.equals(typed(keyword, Boolean.class));
    }

    /** A number of items, members or characters; the default if it is absent. */
    int count(String keyword, int otherwise) {
        Number number = number(keyword);
        if (number == null) {
            return otherwise;
        }
        double count = number.doubleValue();
        if (count < 0 || count != Math.rint(count)) {
            throw malformed();
        }
        return (int) count; // more than there can be stays more than there can be
    }

    @Nullable
    List<?> list(String keyword) {
        return typed(keyword, List.class);
    }

    @Nullable
    Map<?, ?> map(String keyword) {
        return typed(keyword, Map.class);
    }

    /** An array of strings; empty if it is absent. */
    List<String> texts(String keyword) {
        List<?> list = list(keyword);
        return list == null ? List.of() : texts(list);
    }

    static List<String> texts(List<?> list) {
        var texts = new ArrayList<String>();
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw malformed();
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    @Nullable
    Schema schema(String keyword) {
        Object value = get(keyword);
        return value == null ? null : schemas.apply(value);
    }

    /** An array of schemas; null if it is absent. */
    @Nullable
    List<Schema> schemas(String keyword) {
        List<?> list = list(keyword);
        if (list == null) {
            return null;
        }
        var all = new ArrayList<Schema>();
        for (Object item : list) {
            all.add(schema(item));
        }
        return List.copyOf(all);
    }

    /** Schemas by name, in order; empty if it is absent. */
    Map<String, Schema> schemaMap(String keyword) {
        Map<?, ?> map = map(keyword);
        var all = new LinkedHashMap<String, Schema>();
        if (map != null) {
            map.forEach((name, value) -> all.put((String) name, schema(value)));
        }
        return all;
    }

    Schema schema(@Nullable Object value) {
        if (value == null) {
            throw malformed();
        }
        return schemas.apply(value);
    }

    private <T> @Nullable T typed(String keyword, Class<T> type) {
        Object value = get(keyword);
        if (value != null && !type.isInstance(value)) {
            throw malformed();
        }
        return type.cast(value);
    }

    static UnsupportedSchemaException malformed() {
        return new UnsupportedSchemaException(Reason.MALFORMED);
    }
}
