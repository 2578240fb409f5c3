package io.mcpguard.session;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.trust.Observed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the server said of itself on this connection: its result of {@code initialize} or {@code server/discover}, as it
 * came. From 2026-07-28 on there need be neither. Thread-safe.
 */
final class Handshake {

    /** The kinds that a handshake declares. */
    static final Set<ItemKind> KINDS = Set.of(ItemKind.INSTRUCTIONS, ItemKind.CAPABILITIES, ItemKind.PROTOCOL_VERSION);

    /** One result; nothing came yet if it is empty. */
    private record Said(Map<String, @Nullable Object> result, boolean versionWasAskedFor) {}

    private static final Said NOTHING = new Said(Map.of(), false);

    private final Object lock = new Object();
    private long epoch;
    private volatile Said said = NOTHING;

    /** A new connection: nothing of the last one counts. */
    void begin(long newEpoch) {
        synchronized (lock) {
            epoch = newEpoch;
            said = NOTHING;
        }
    }

    /** A result of a connection; one of a connection that is over says nothing about this one. */
    void came(long of, Map<String, @Nullable Object> request, Map<String, @Nullable Object> result) {
        synchronized (lock) {
            if (of == epoch) {
                said = new Said(result, isAskedFor(request, result));
            }
        }
    }

    /** Whether the server said anything of itself. */
    boolean came() {
        return !said.result.isEmpty();
    }

    /** Whether the server may have a list: it declared so, or it declared nothing at all, and only asking tells. */
    boolean mayHave(DeclaredList list) {
        Said now = said;
        return now.result.isEmpty()
                || (now.result.get("capabilities") instanceof Map<?, ?> capabilities
                        && capabilities.containsKey(list.capability()));
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    Map<String, @Nullable Object> serverInfo() {
        return said.result.get("serverInfo") instanceof Map<?, ?> info
                ? (Map<String, @Nullable Object>) info
                : Map.of();
    }

    /**
     * What is to be pinned of it, or compared: nothing before it came.
     *
     * @param harm what inspection would make of a result of this method
     */
    Observed observed(BiFunction<String, Map<String, @Nullable Object>, Harm> harm) {
        Said now = said;
        var items = new ArrayList<Observed.Item>();
        if (now.result.get("instructions") instanceof String instructions) {
            items.add(item(ItemKind.INSTRUCTIONS, "instructions", instructions, harm));
        }
        if (now.result.get("capabilities") instanceof Map<?, ?> capabilities) {
            items.add(item(ItemKind.CAPABILITIES, "capabilities", capabilities, harm));
        }
        String version = version(now.result);
        if (version != null) {
            items.add(new Observed.Item(ItemKind.PROTOCOL_VERSION, "", version, true));
        }
        return new Observed(serverInfo(), now.result.isEmpty() ? EnumSet.noneOf(ItemKind.class) : KINDS, items);
    }

    /** Whether the client asked for the version that the server speaks: then it is the client's choice. */
    boolean versionWasAskedFor() {
        return said.versionWasAskedFor;
    }

    private static Observed.Item item(
            ItemKind kind,
            String key,
            Object definition,
            BiFunction<String, Map<String, @Nullable Object>, Harm> harm) {
        boolean clean = harm.apply("initialize", Map.of(key, definition)) != Harm.KEPT_OUT;
        return new Observed.Item(kind, "", definition, clean);
    }

    /**
     * The newest protocol version that a result speaks; null if it says none. Versions are dates, so their order is that
     * of the text.
     */
    static @Nullable String version(Map<String, @Nullable Object> result) {
        if (result.get("protocolVersion") instanceof String version) {
            return version;
        }
        String newest = null;
        if (result.get("supportedVersions") instanceof List<?> versions) {
            for (Object version : versions) {
                if (version instanceof String text && (newest == null || text.compareTo(newest) > 0)) {
                    newest = text;
                }
            }
        }
        return newest;
    }

    /** Whether the client asked for the version that it got. */
    static boolean isAskedFor(Map<String, @Nullable Object> request, Map<String, @Nullable Object> result) {
        String version = version(result);
        return version != null && version.equals(request.get("protocolVersion"));
    }
}
