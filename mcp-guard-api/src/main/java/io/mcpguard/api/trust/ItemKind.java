package io.mcpguard.api.trust;

/** What a server can declare and the guard can pin. May gain constants. */
public enum ItemKind {
    /** An item of {@code tools/list}. */
    TOOL,
    /** An item of {@code prompts/list}. */
    PROMPT,
    /** An item of {@code resources/list}, pinned only where the policy wants it: resources are often data. */
    RESOURCE,
    /** An item of {@code resources/templates/list}. */
    RESOURCE_TEMPLATE,
    /** The {@code instructions} of the initialize result; its name is {@code ""}. */
    INSTRUCTIONS,
    /** The {@code capabilities} of the initialize result; its name is {@code ""}. */
    CAPABILITIES,
    /** The newest protocol version that the server speaks, a string such as {@code 2025-11-25}; its name is {@code ""}. */
    PROTOCOL_VERSION
}
