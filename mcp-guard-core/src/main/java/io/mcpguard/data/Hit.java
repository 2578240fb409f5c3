package io.mcpguard.data;

/**
 * A value in a string.
 *
 * @param kind what it is
 * @param detector the id of what found it, such as {@code github-token} or {@code de-tax-id}
 * @param start its first UTF-16 unit
 * @param end behind its last one
 * @param certainty how sure that is
 */
public record Hit(DataClass kind, String detector, int start, int end, Certainty certainty) {

    public Hit {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a value has at least one character");
        }
    }
}
