package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.json.Limits;
import java.util.Locale;
import java.util.Set;

/** The words and bounds of the lock's format, for reader and writer. docs/pins.md shows one. */
final class LockFormat {

    /** More is neither read nor written. */
    static final int MAX_BYTES = 64 << 20;

    /** More servers are neither read nor written. */
    static final int MAX_SERVERS = 10_000;

    /** Whatever deeper definitions a policy admits, these are not pinned: the lock's own structure comes on top. */
    static final int MAX_DEPTH = 900;

    /** What is written fits: each value takes a line, and one line at least 14 bytes. */
    static final Limits LIMITS = new Limits(MAX_DEPTH + 100, 8_000_000, MAX_BYTES, MAX_BYTES);

    static final String VERSION = "version";
    static final String SERVERS = "servers";
    static final String IDENTITY = "identity";
    static final String SERVER_INFO = "server_info";

    /** Which sections are complete, also those that are not there. Since format 2. */
    static final String LISTED = "listed";

    static final String STATE = "state";
    static final String DIGEST = "digest";
    static final String DEFINITION = "definition";

    /** What the first format pinned, and had no member for. */
    static final Set<ItemKind> LISTED_BEFORE = Set.of(ItemKind.TOOL, ItemKind.INSTRUCTIONS);

    private LockFormat() {}

    /** Where the pins of a kind stand in a server's entry. */
    static String section(ItemKind kind) {
        return switch (kind) {
            case TOOL -> "tools";
            case PROMPT -> "prompts";
            case RESOURCE -> "resources";
            case RESOURCE_TEMPLATE -> "resource_templates";
            case INSTRUCTIONS -> "instructions";
            case CAPABILITIES -> "capabilities";
            case PROTOCOL_VERSION -> "protocol_version";
        };
    }

    static String word(PinState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Of some kinds a server has only one, without a name: their section is a list, not an object of lists. */
    static boolean isNamed(ItemKind kind) {
        return switch (kind) {
            case TOOL, PROMPT, RESOURCE, RESOURCE_TEMPLATE -> true;
            case INSTRUCTIONS, CAPABILITIES, PROTOCOL_VERSION -> false;
        };
    }
}
