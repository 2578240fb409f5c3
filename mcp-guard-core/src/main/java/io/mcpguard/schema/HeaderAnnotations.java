package io.mcpguard.schema;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-mcp-header} in a tool's inputSchema (SEP-2243, MCP 2026-07-28): a client copies the argument into an HTTP
 * header of the name {@code Mcp-Param-} and the annotation's value. A name that is no token could split headers, one that
 * stands twice could say two things, and an annotation where no argument is tells of a server that tries its luck. The
 * specification has clients leave such tools out.
 */
public final class HeaderAnnotations {

    private static final String KEY = "x-mcp-header";

    private static final int MAX_NAME = 200;

    /** What may be written into a header: RFC 9110 calls them tokens. */
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private static final Set<String> PRIMITIVES = Set.of("string", "integer", "number", "boolean");

    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private HeaderAnnotations() {}

    /**
     * Whether every annotation is as the specification has it: a token, unlike every other in whatever case, on a
     * property of primitive type that is reached through {@code properties} alone.
     *
     * @param schema a frozen tree, as deep as its limits allow
     * @return true also if there is none
     */
    public static boolean areSound(@Nullable Object schema) {
        return areSound(schema, false, true, new HashSet<>());
    }

    /**
     * @param isProperty whether the schema is that of a property
     * @param reachable whether only {@code properties} lead to it
     */
    private static boolean areSound(@Nullable Object schema, boolean isProperty, boolean reachable, Set<String> names) {
        if (schema instanceof Iterable<?> list) {
            for (Object item : list) {
                if (!areSound(item, false, false, names)) {
                    return false;
                }
            }
            return true;
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return true;
        }
        if (map.containsKey(KEY) && !(isProperty && reachable && isSound(map, names))) {
            return false;
        }
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!isSoundMember(member.getKey(), member.getValue(), reachable, names)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSoundMember(Object keyword, @Nullable Object value, boolean reachable, Set<String> names) {
        if (isData(keyword)) {
            return true;
        }
        if (NAMED.contains(keyword) && value instanceof Map<?, ?> schemas) {
            return areSoundMembers(schemas, reachable && keyword.equals("properties"), names);
        }
        return areSound(value, false, false, names);
    }

    /** Whose keys are names that the server chose, and no keywords. */
    private static boolean areSoundMembers(Map<?, ?> schemas, boolean areProperties, Set<String> names) {
        for (Object schema : schemas.values()) {
            if (!areSound(schema, areProperties, areProperties, names)) {
                return false;
            }
        }
        return true;
    }

    /** Values that only look like schemas. */
    private static boolean isData(Object keyword) {
        return keyword.equals("default")
                || keyword.equals("const")
                || keyword.equals("enum")
                || keyword.equals("examples");
    }

    private static boolean isSound(Map<?, ?> property, Set<String> names) {
        return property.get(KEY) instanceof String name
                && isToken(name)
                && property.get("type") instanceof String type
                && PRIMITIVES.contains(type)
                && names.add(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || TOKEN_SYMBOLS.indexOf(c) >= 0);
    }
}
