package io.mcpguard.trust;

import io.mcpguard.api.Json;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a lock. What it does not know it refuses: a guess could trust what nobody approved. */
final class LockReader {

    private static final String RESTORE =
            "Restore it from version control, or delete it to have every server pinned anew";

    private static final Set<String> PIN = Set.of(LockFormat.STATE, LockFormat.DIGEST, LockFormat.DEFINITION);

    private final String file;
    private final @Nullable LockKey key;

    private LockReader(String file, @Nullable LockKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * The pins in a lock's text.
     *
     * @param file how messages call it
     * @param key goes with the identities that need one to be compared; null if there is none
     * @throws LockException naming file, place and remedy
     */
    static Pins read(String file, byte[] text, @Nullable LockKey key) {
        return new LockReader(file, key).lock(text);
    }

    /** The same without a key. */
    static Pins read(String file, byte[] text) {
        return read(file, text, null);
    }

    static LockException damaged(String file, JsonException e) {
        return new LockException(file + ": the lock is damaged: " + e.getMessage() + ". " + RESTORE + ".", e);
    }

    private Pins lock(byte[] text) {
        Map<String, @Nullable Object> lock;
        try {
            lock = JsonText.parseObject(text, LockFormat.LIMITS);
        } catch (JsonException e) {
            throw damaged(file, e);
        }
        long version = version(lock.get(LockFormat.VERSION));
        only(lock, "", Set.of(LockFormat.VERSION, LockFormat.SERVERS));
        var servers = object(lock, "", LockFormat.SERVERS);
        if (servers.size() > LockFormat.MAX_SERVERS) {
            throw problem(
                    "/" + LockFormat.SERVERS,
                    "more than " + LockFormat.MAX_SERVERS + " servers",
                    "Keep those that are in use");
        }
        var pins = new LinkedHashMap<String, ServerPins>();
        for (var server : servers.entrySet()) {
            String place = "/" + LockFormat.SERVERS + "/" + Json.escape(server.getKey());
            pins.put(server.getKey(), server(version, asObject(server.getValue(), place), place));
        }
        return Pins.of(pins);
    }

    private long version(@Nullable Object version) {
        if (!(version instanceof Long number) || number < 1) {
            throw problem("/" + LockFormat.VERSION, "this is no lock of mcp-guard", RESTORE);
        }
        if (number > Pins.FORMAT) {
            throw problem(
                    "/" + LockFormat.VERSION,
                    "the lock has format " + number + ", and this release reads formats up to " + Pins.FORMAT,
                    "Update mcp-guard");
        }
        return number;
    }

    private ServerPins server(long version, Map<String, @Nullable Object> server, String place) {
        var pins = new ArrayList<Pin>();
        var known = new HashSet<>(Set.of(LockFormat.IDENTITY, LockFormat.SERVER_INFO));
        for (ItemKind kind : ItemKind.values()) {
            String section = LockFormat.section(kind);
            known.add(section);
            if (!server.containsKey(section)) {
                continue;
            }
            if (LockFormat.isNamed(kind)) {
                for (var item : object(server, place, section).entrySet()) {
                    String itemPlace = place + "/" + section + "/" + Json.escape(item.getKey());
                    pins(kind, item.getKey(), item.getValue(), itemPlace, pins);
                }
            } else {
                pins(kind, "", server.get(section), place + "/" + section, pins);
            }
        }
        Set<ItemKind> listed = LockFormat.LISTED_BEFORE;
        if (version > 1) {
            known.add(LockFormat.LISTED);
            listed = listed(server.get(LockFormat.LISTED), place + "/" + LockFormat.LISTED);
        }
        only(server, place, known);
        return ServerPins.of(KeyedIdentity.of(object(server, place, LockFormat.IDENTITY), key), pins)
                .serverInfo(object(server, place, LockFormat.SERVER_INFO))
                .listed(listed);
    }

    private Set<ItemKind> listed(@Nullable Object sections, String place) {
        if (!(sections instanceof List<?> list)) {
            throw problem(place, "a list of sections must stand here", RESTORE);
        }
        Set<ItemKind> listed = EnumSet.noneOf(ItemKind.class);
        for (int i = 0; i < list.size(); i++) {
            listed.add(kind(list.get(i), place + "/" + i));
        }
        return listed;
    }

    private ItemKind kind(@Nullable Object section, String place) {
        for (ItemKind kind : ItemKind.values()) {
            if (LockFormat.section(kind).equals(section)) {
                return kind;
            }
        }
        throw problem(place, "unknown section", "Remove it, or update mcp-guard");
    }

    private void pins(ItemKind kind, String name, @Nullable Object list, String place, List<Pin> into) {
        if (!(list instanceof List<?> entries) || entries.isEmpty()) {
            throw problem(place, "a list of pins must stand here", RESTORE);
        }
        var digests = new HashSet<String>();
        for (int i = 0; i < entries.size(); i++) {
            Pin pin = pin(kind, name, asObject(entries.get(i), place + "/" + i), place + "/" + i);
            if (!digests.add(pin.digest())) {
                throw problem(place + "/" + i, "the definition is pinned twice", "Remove one of the two");
            }
            into.add(pin);
        }
    }

    private Pin pin(ItemKind kind, String name, Map<String, @Nullable Object> pin, String place) {
        only(pin, place, PIN);
        if (!pin.containsKey(LockFormat.DEFINITION)) {
            throw problem(place, "the definition is missing", RESTORE);
        }
        Object definition = pin.get(LockFormat.DEFINITION);
        String digest = Definitions.digest(definition);
        if (!digest.equals(pin.get(LockFormat.DIGEST))) {
            throw problem(
                    place + "/" + LockFormat.DIGEST,
                    "the digest is not that of the definition, so one of them was edited",
                    "Restore the file from version control, or remove this pin and approve the definition anew");
        }
        return Pin.of(kind, name, state(pin.get(LockFormat.STATE), place), digest, definition);
    }

    private PinState state(@Nullable Object word, String place) {
        for (PinState state : PinState.values()) {
            if (LockFormat.word(state).equals(word)) {
                return state;
            }
        }
        throw problem(place + "/" + LockFormat.STATE, "unknown state", "Write \"seen\", \"approved\" or \"held\"");
    }

    private void only(Map<String, @Nullable Object> object, String place, Set<String> known) {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                throw problem(place + "/" + Json.escape(key), "unknown key", "Remove it, or update mcp-guard");
            }
        }
    }

    private Map<String, @Nullable Object> object(Map<String, @Nullable Object> parent, String place, String key) {
        return asObject(parent.get(key), place + "/" + key);
    }

    @SuppressWarnings("unchecked") // keys of a parsed object are strings
    private Map<String, @Nullable Object> asObject(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw problem(place, "an object must stand here", RESTORE);
    }

    private LockException problem(String place, String problem, String remedy) {
        return new LockException(file + ": " + SafeText.excerpt(place, 200) + ": " + problem + ". " + remedy + ".");
    }
}
