package io.mcpguard.names;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** Words and names of products that are common in names of servers and tools: whoever uses one made no slip. */
final class Words {

    private static final Set<String> COMMON = load("words.txt");
    private static final Set<String> PRODUCTS = load("products.txt");

    private Words() {}

    /** Whether a lower-case word is common, in the singular or with an {@code s}; names have no plural. */
    static boolean contains(String word) {
        return PRODUCTS.contains(word)
                || COMMON.contains(word)
                || (word.endsWith("s") && COMMON.contains(word.substring(0, word.length() - 1)));
    }

    private static Set<String> load(String resource) {
        try (InputStream in = requireNonNull(Words.class.getResourceAsStream(resource), resource)) {
            return Set.of(new String(in.readAllBytes(), US_ASCII).strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
