package io.mcpguard.cli.survey;

import io.mcpguard.api.trust.ItemKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a server declares, as it came.
 *
 * @param kind what it is
 * @param name its name, URI or URI template; {@code ""} for instructions
 * @param definition the whole definition, an immutable JSON tree
 */
public record Declared(ItemKind kind, String name, @Nullable Object definition) {

    /** {@return its description, {@code ""} if it has none}; text of the server */
    public String description() {
        if (definition instanceof String text) {
            return text;
        }
        return definition instanceof java.util.Map<?, ?> object && object.get("description") instanceof String text
                ? text
                : "";
    }
}
