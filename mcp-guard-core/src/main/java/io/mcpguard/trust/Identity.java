package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.json.SameJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a server runs, as it is written to the lock: {@code {"command": [...]}}, {@code {"url": "..."}} or {@code {}}. What
 * was found when a command was started stands beside it: {@code package}, {@code files} and {@code assurance}; beside a URL
 * the public keys that the policy pins, as {@code spki}. Parts that may hold a secret stand there as digests, in a lock as keyed ones ({@link SecretDigests}); whatever compares two
 * identities asks here, since one of them may come from a lock and the other may not.
 */
final class Identity {

    static final String COMMAND = "command";
    static final String URL = "url";
    static final String FILES = "files";
    static final String PACKAGE = "package";

    /** Public keys, as the policy calls them. */
    static final String SPKI = "spki";

    private static final Set<String> MEMBERS = Set.of(COMMAND, URL, SPKI, FILES, PACKAGE, "assurance");
    private static final String UNKNOWN = "not known";

    private Identity() {}

    static Map<String, @Nullable Object> of(Server server) {
        return PlaceWriter.write(server);
    }

    /**
     * Whether pins hold for a server. An entry that is bound to the name alone fits every place. Compared are command and
     * URL, public keys where the entry has some, and files where the policy binds them; package and assurance follow from these and are for people. An entry
     * with members that nobody knows fits nothing: they may have been meant to bind.
     */
    static boolean matches(Map<String, @Nullable Object> pinned, Server server) {
        return pinned.isEmpty()
                || (isUnderstood(pinned)
                        && isSamePlace(pinned, of(server))
                        && hasPinnedKeys(pinned, server)
                        && (!server.bindsFiles() || changedFiles(pinned, server).isEmpty()));
    }

    static boolean isUnderstood(Map<String, @Nullable Object> identity) {
        return MEMBERS.containsAll(identity.keySet());
    }

    /**
     * Whether a server can show no key but those that an entry has. The policy may want fewer of them and not others; an
     * entry without keys, of an older release or from before the policy pinned any, does not ask.
     */
    static boolean hasPinnedKeys(Map<String, @Nullable Object> pinned, Server server) {
        return !pinned.containsKey(SPKI)
                || (pinned.get(SPKI) instanceof List<?> keys
                        && !server.tlsKeys().isEmpty()
                        && keys.containsAll(server.tlsKeys()));
    }

    /** Whether two identities are one, wherever they come from. */
    static boolean same(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        LockKey key = key(a, b);
        return SameJson.same(a, b) || SameJson.same(SecretDigests.keyed(a, key), SecretDigests.keyed(b, key));
    }

    static boolean isSamePlace(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        LockKey key = key(a, b);
        return !place(a).isEmpty()
                && SameJson.same(SecretDigests.keyed(place(a), key), SecretDigests.keyed(place(b), key));
    }

    /** Whether two places differ in nothing but in secrets, as far as their digests tell. */
    static boolean differInSecrets(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        return !isSamePlace(a, b) && SameJson.same(SecretDigests.masked(place(a)), SecretDigests.masked(place(b)));
    }

    /** The keys that it would take to compare an identity and that did not come with it. */
    static SortedSet<String> missingKeys(Map<String, @Nullable Object> identity) {
        SortedSet<String> ids = SecretDigests.keyIds(identity);
        LockKey key = KeyedIdentity.key(identity);
        if (key != null) {
            ids.remove(key.id());
        }
        return ids;
    }

    private static @Nullable LockKey key(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        LockKey key = KeyedIdentity.key(a);
        return key == null ? KeyedIdentity.key(b) : key;
    }

    /** Command or URL, without what was found there. */
    static Map<String, @Nullable Object> place(Map<String, @Nullable Object> identity) {
        var place = new TreeMap<String, @Nullable Object>(identity);
        place.keySet().retainAll(Set.of(COMMAND, URL));
        return Collections.unmodifiableMap(place);
    }

    /** Files whose digest is not the pinned one, or known on one side only, by what the command line has for them. */
    static SortedMap<String, FileChange> changedFiles(Map<String, @Nullable Object> pinned, Server server) {
        LockKey key = KeyedIdentity.key(pinned);
        Map<?, ?> before = files(SecretDigests.keyed(pinned, key));
        Map<?, ?> now = files(SecretDigests.keyed(of(server), key));
        var changes = new TreeMap<String, FileChange>();
        for (Map<?, ?> side : List.of(before, now)) {
            for (Object name : side.keySet()) {
                String was = String.valueOf(before.containsKey(name) ? before.get(name) : UNKNOWN);
                String is = String.valueOf(now.containsKey(name) ? now.get(name) : UNKNOWN);
                if (!was.equals(is)) {
                    changes.put(String.valueOf(name), new FileChange(was, is));
                }
            }
        }
        return changes;
    }

    private static Map<?, ?> files(Map<String, @Nullable Object> identity) {
        return identity.get(FILES) instanceof Map<?, ?> files ? files : Map.of();
    }

    /** The digest of a file when it was pinned, and the one it has now. */
    record FileChange(String was, String is) {}
}
