package io.mcpguard.data;

/**
 * Finds values of some classes in strings. Immutable and safe for use by many threads. It takes time linear in the length of
 * the text, whatever the text is.
 */
@FunctionalInterface
public interface Detector {

    void detect(Text text, Hits hits);
}
