package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.shadow.ForeignTools;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server declared to the guard itself, of some kinds of items or of all. Of these kinds it has to be complete, all
 * pages, because what is missing at first sight counts as added later.
 *
 * @param serverInfo what the server says about itself, an immutable JSON object; recorded, never compared
 * @param listed the kinds that were listed, also those of which the server has nothing
 * @param items what it declared of them, in its order
 */
public record Observed(Map<String, @Nullable Object> serverInfo, Set<ItemKind> listed, List<Item> items) {

    /**
     * Copies set and list.
     *
     * @param serverInfo as above
     * @param listed as above
     * @param items as above
     */
    public Observed {
        requireNonNull(serverInfo, "serverInfo");
        listed = Set.copyOf(listed);
        items = List.copyOf(items);
    }

    /** The tools in which inspection found nothing, as far as other servers may mean or copy them. */
    List<ForeignTools.Tool> tools() {
        return items.stream()
                .filter(item -> item.kind() == ItemKind.TOOL && item.clean())
                .map(item -> new ForeignTools.Tool(item.name(), description(item.definition())))
                .toList();
    }

    private static String description(@Nullable Object definition) {
        return definition instanceof Map<?, ?> object && object.get("description") instanceof String text ? text : "";
    }

    /**
     * Everything that a server declared, of all kinds.
     *
     * @param serverInfo as above
     * @param items as above
     */
    public Observed(Map<String, @Nullable Object> serverInfo, List<Item> items) {
        this(serverInfo, EnumSet.allOf(ItemKind.class), items);
    }

    /**
     * One declared thing.
     *
     * @param kind what it is; instructions are an item of their own kind
     * @param name its name, URI or URI template; {@code ""} where a server has only one
     * @param definition the whole definition as it came, an immutable JSON tree
     * @param clean whether inspection found nothing in it; what is not clean is never trusted at first sight
     */
    public record Item(ItemKind kind, String name, @Nullable Object definition, boolean clean) {

        /** {@return the digest by which its definition is pinned, or would be if there were room} */
        public String digest() {
            return Definitions.digest(definition);
        }
    }
}
