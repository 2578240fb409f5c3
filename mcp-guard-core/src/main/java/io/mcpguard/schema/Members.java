package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code properties}, {@code patternProperties}, {@code additionalProperties} and {@code propertyNames}, which look at
 * the members of an object one by one.
 */
final class Members {

    private final Map<String, Schema> named;
    private final List<Matching> matching;
    private final @Nullable Schema additional;
    private final @Nullable Schema names;
    private final List<String> telling;

    private Members(
            Map<String, Schema> named,
            List<Matching> matching,
            @Nullable Schema additional,
            @Nullable Schema names,
            List<String> telling) {
        this.named = named;
        this.matching = matching;
        this.additional = additional;
        this.names = names;
        this.telling = telling;
    }

    /** The check of a schema, null if it has none of these keywords. */
    static @Nullable Members of(Keywords keywords, Meter meter) {
        var named = new HashMap<>(keywords.schemaMap("properties"));
        var matching = new ArrayList<Matching>();
        keywords.schemaMap("patternProperties")
                .forEach(
                        (pattern, schema) -> matching.add(new Matching(LinearPattern.compile(pattern, meter), schema)));
        Schema additional = keywords.schema("additionalProperties");
        Schema names = keywords.schema("propertyNames");
        if (named.isEmpty() && matching.isEmpty() && additional == null && names == null) {
            return null;
        }
        return new Members(named, List.copyOf(matching), additional, names, telling(keywords.map("properties")));
    }

    /**
     * Properties that can have few values. They are tested first: where alternatives are told apart by one of them, as
     * in recursive data, the wrong ones end there and not after all that lies below.
     */
    private static List<String> telling(@Nullable Map<?, ?> properties) {
        var telling = new ArrayList<String>();
        if (properties != null) {
            properties.forEach((name, schema) -> {
                if (schema instanceof Map<?, ?> map && (map.containsKey("const") || map.containsKey("enum"))) {
                    telling.add((String) name);
                }
            });
        }
        return List.copyOf(telling);
    }

    boolean test(Map<?, ?> object, Run run, @Nullable Evaluated seen) {
        run.take(telling.size());
        for (int i = 0; i < telling.size(); i++) {
            String key = telling.get(i);
            Schema schema = named.get(key);
            if (schema != null && object.containsKey(key) && !member(key, object.get(key), schema, run)) {
                return false;
            }
        }
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!test((String) member.getKey(), member.getValue(), run, seen)) {
                return false;
            }
        }
        return true;
    }

    private boolean test(String key, @Nullable Object value, Run run, @Nullable Evaluated seen) {
        run.take(1);
        if (names != null && !member(key, key, names, run)) {
            return false;
        }
        Schema schema = named.get(key);
        boolean known = schema != null;
        if (schema != null && !member(key, value, schema, run)) {
            return false;
        }
        for (int i = 0; i < matching.size(); i++) {
            Matching candidate = matching.get(i);
            if (candidate.pattern.finds(key, run)) {
                known = true;
                if (!member(key, value, candidate.schema, run)) {
                    return false;
                }
            }
        }
        if (!known && additional != null) {
            known = true;
            if (additional == Schema.FALSE) {
                run.down(key);
                run.fail("additionalProperties");
                run.up();
                return false;
            }
            if (!member(key, value, additional, run)) {
                return false;
            }
        }
        if (known && seen != null) {
            seen.member(key);
        }
        return true;
    }

    static boolean member(String key, @Nullable Object value, Schema schema, Run run) {
        run.down(key);
        boolean valid = schema.test(value, run, null);
        run.up();
        return valid;
    }

    private record Matching(LinearPattern pattern, Schema schema) {}
}
