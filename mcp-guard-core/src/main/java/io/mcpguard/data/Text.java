package io.mcpguard.data;

import static java.util.Objects.requireNonNull;

/**
 * One string, and where it stands.
 *
 * @param value the string as it came
 * @param field the nearest object key above it, {@code ""} if there is none or the string is a key itself
 */
public record Text(String value, String field) {

    public Text {
        requireNonNull(value, "value");
        requireNonNull(field, "field");
    }

    /** A string of which nothing more is known. */
    public static Text of(String value) {
        return new Text(value, "");
    }

    /** Whether there is nothing but white space around a part. */
    public boolean isAlone(int start, int end) {
        return isBlank(0, start) && isBlank(end, value.length());
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
