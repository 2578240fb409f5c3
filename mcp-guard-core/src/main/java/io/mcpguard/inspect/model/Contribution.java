package io.mcpguard.inspect.model;

/**
 * A word that made a text suspicious.
 *
 * @param word as the text has it, or the name of a shape such as {@code url}
 * @param kind the class of words that it belongs to, empty for none
 * @param share of what all words that speak for an attack contribute, from 0 to 1
 */
public record Contribution(String word, String kind, double share) {}
