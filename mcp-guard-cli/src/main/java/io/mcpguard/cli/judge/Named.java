package io.mcpguard.cli.judge;

import io.mcpguard.api.trust.ItemKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Kinds of declarations as people write them. */
public final class Named {

    private Named() {}

    /** {@return the word for a kind: {@code tool}, {@code template}} */
    public static String word(ItemKind kind) {
        return kind == ItemKind.RESOURCE_TEMPLATE ? "template" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** {@return a declaration as the message that carries it} */
    public static Content content(ItemKind kind, @Nullable Object definition) {
        return switch (kind) {
            case TOOL -> Content.tool(definition);
            case PROMPT -> Content.prompt(definition);
            case RESOURCE -> Content.resource(definition);
            case RESOURCE_TEMPLATE -> Content.template(definition);
            case INSTRUCTIONS -> Content.instructions(definition);
            case CAPABILITIES -> Content.capabilities(definition);
            case PROTOCOL_VERSION -> Content.protocolVersion(definition);
        };
    }
}
