package io.mcpguard.cli.batch;

import io.mcpguard.json.SafeText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the batch format of docs/cli.md, its members checked. Members that are null are as if they were not there; those
 * that nothing is decided by ({@code server} and whatever else stands in the row) are not looked at.
 *
 * @param id any JSON, given back as it is
 * @param surface what the row is about
 * @param text what is judged where there is no tool; {@code ""} if there is one
 * @param tool the raw tool object, null if there is none
 * @param before an earlier object of that tool, null if the row is no update
 */
record Row(
        @Nullable Object id,
        Surface surface,
        String text,
        @Nullable Map<?, ?> tool,
        @Nullable Map<?, ?> before) {

    private static final int SHOWN = 40;

    /** What a row may be about. */
    enum Surface {
        TOOL_DESCRIPTION,
        TOOL_RESULT,
        SCHEMA,
        PROMPT,
        RESOURCE,
        ERROR,
        USER_PROMPT,
        SERVER_NAME,
        SECRET,
        PII;

        /** Whether detectors of data decide, and nothing else does. */
        boolean isDetectorsOnly() {
            return this == SECRET || this == PII;
        }
    }

    static Row of(Map<String, @Nullable Object> row) {
        String name = string(row, "surface");
        if (name == null) {
            throw new BadRowException("\"surface\" is missing");
        }
        Surface surface = Arrays.stream(Surface.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new BadRowException("no surface is called \"" + SafeText.excerpt(name, SHOWN) + "\""));
        Map<?, ?> tool = object(row, "tool");
        Map<?, ?> before = object(row, "before");
        if (before != null && tool == null) {
            throw new BadRowException(
                    "\"before\" is there and \"tool\" is missing: they are two definitions of one tool");
        }
        String text = tool == null ? string(row, "text") : "";
        if (text == null) {
            throw new BadRowException("\"text\" is missing");
        }
        return new Row(row.get("id"), surface, text, tool, before);
    }

    /** The name that a row of surface {@code server_name} is about. */
    String serverName() {
        if (tool == null) {
            return text;
        }
        if (!(tool.get("name") instanceof String name)) {
            throw new BadRowException("\"tool\" has no \"name\"");
        }
        return name;
    }

    private static @Nullable String string(Map<String, @Nullable Object> row, String key) {
        Object value = row.get(key);
        if (value != null && !(value instanceof String)) {
            throw new BadRowException("\"" + key + "\" is no string");
        }
        return (String) value;
    }

    private static @Nullable Map<?, ?> object(Map<String, @Nullable Object> row, String key) {
        Object value = row.get(key);
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw new BadRowException("\"" + key + "\" is no object");
        }
        return (Map<?, ?>) value;
    }

    /** A row that is no row. */
    static final class BadRowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadRowException(String message) {
            super(message, null, false, false);
        }
    }
}
