package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.ItemKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a server declared to the guard itself: all pages of all lists the guard pins, and the instructions.
 * It has to be complete, because what is missing at first sight counts as added later.
 *
 * @param serverInfo what the server says about itself, an immutable JSON object; recorded, never compared
 * @param items what it declared, in its order
 */
public record Observed(Map<String, @Nullable Object> serverInfo, List<Item> items) {

    /**
     * Copies the list.
     *
     * @param serverInfo as above
     * @param items as above
     */
    public Observed {
        requireNonNull(serverInfo, "serverInfo");
        items = List.copyOf(items);
    }

    /**
     * One declared thing.
     *
     * @param kind what it is; instructions are an item of their own kind
     * @param name its name, URI or URI template; {@code ""} for instructions and capabilities
     * @param definition the whole definition as it came, an immutable JSON tree
     * @param clean whether inspection found nothing in it; what is not clean is never trusted at first sight
     */
    public record Item(ItemKind kind, String name, @Nullable Object definition, boolean clean) {}
}
