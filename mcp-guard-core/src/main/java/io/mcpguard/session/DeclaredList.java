package io.mcpguard.session;

import io.mcpguard.api.trust.ItemKind;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list that servers declare things in, and the guard pins. */
enum DeclaredList {
    /** What models call. */
    TOOLS(ItemKind.TOOL, "tools/list", "tools", "name", "tools"),
    /** What people choose. */
    PROMPTS(ItemKind.PROMPT, "prompts/list", "prompts", "name", "prompts"),
    /** Resources that are there, often data. */
    RESOURCES(ItemKind.RESOURCE, "resources/list", "resources", "uri", "resources"),
    /** Patterns of the URIs of resources. */
    TEMPLATES(ItemKind.RESOURCE_TEMPLATE, "resources/templates/list", "resourceTemplates", "uriTemplate", "resources");

    private final ItemKind kind;
    private final String method;
    private final String key;
    private final String nameKey;
    private final String capability;

    DeclaredList(ItemKind kind, String method, String key, String nameKey, String capability) {
        this.kind = kind;
        this.method = method;
        this.key = key;
        this.nameKey = nameKey;
        this.capability = capability;
    }

    private static final Map<String, DeclaredList> BY_METHOD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DeclaredList::method, list -> list));

    /** The list that a method lists; null if it lists none. */
    static @Nullable DeclaredList of(String method) {
        return BY_METHOD.get(method);
    }

    ItemKind kind() {
        return kind;
    }

    /** The method that lists it. */
    String method() {
        return method;
    }

    /** Where the items stand in a result. */
    String key() {
        return key;
    }

    /** Where an item has its name. */
    String nameKey() {
        return nameKey;
    }

    /** What a server declares that has such a list. */
    String capability() {
        return capability;
    }

    /** Whether by this notification a server says that the list changed. */
    boolean isChangedBy(String notification) {
        return notification.equals("notifications/" + capability + "/list_changed");
    }

    /** What an item is called for people. */
    String word() {
        return switch (this) {
            case TOOLS -> "tool";
            case PROMPTS -> "prompt";
            case RESOURCES -> "resource";
            case TEMPLATES -> "resource template";
        };
    }
}
