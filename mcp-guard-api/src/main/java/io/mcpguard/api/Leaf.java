package io.mcpguard.api;

/**
 * One string of a payload: a value or an object key.
 *
 * @param pointer the RFC 6901 pointer of the value; for a key, of the member it names
 * @param kind what the string is for
 * @param isKey whether {@code text} is the key of the member rather than its value
 * @param text the string itself, as it came from the other side
 */
public record Leaf(String pointer, LeafKind kind, boolean isKey, String text) {}
