package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares identities of which one was read from a lock and the other was not. What a guard knows of a running server has
 * digests in the place of secrets that could be guessed; what a lock has of it has keyed ones.
 */
public final class SecretParts {

    private SecretParts() {}

    /**
     * An identity as another one that was read from a lock would write it: equal secrets have equal digests then. Where
     * there is no key, {@code (secret)} stands for them, which equals no digest.
     *
     * @param identity where a server runs
     * @param pinned what a lock has of the server, as it was read; empty if it has nothing
     * @return the identity without any digest that could be guessed; not to be stored
     */
    public static Map<String, @Nullable Object> shown(
            Map<String, @Nullable Object> identity, Map<String, @Nullable Object> pinned) {
        Map<String, @Nullable Object> keyed = SecretDigests.keyed(
                requireNonNull(identity, "identity"), KeyedIdentity.key(requireNonNull(pinned, "pinned")));
        // What an older release pinned could be guessed by whoever has the lock; to show it tells nothing new.
        return SecretDigests.hasPlain(keyed) && !SecretDigests.hasPlain(pinned) ? SecretDigests.masked(keyed) : keyed;
    }

    /**
     * Why nobody can tell whether two identities are one: they differ in secrets only, and the key is missing with which
     * their digests were made.
     *
     * @param pinned what a lock has of a server, as it was read
     * @param identity where the server runs
     * @return the reason with its remedy, empty if they can be compared
     */
    public static Optional<String> missingKey(
            Map<String, @Nullable Object> pinned, Map<String, @Nullable Object> identity) {
        return Identity.differInSecrets(pinned, identity)
                        && !Identity.missingKeys(pinned).isEmpty()
                ? Optional.of(Reasons.missingKey(pinned))
                : Optional.empty();
    }

    /**
     * Whether pins are the same, whichever of them were read from a lock.
     *
     * @param a pins
     * @param b pins
     * @return true if nothing of them differs but the form of digests of secrets
     */
    public static boolean same(Pins a, Pins b) {
        return a.equals(b)
                || (a.servers().keySet().equals(b.servers().keySet())
                        && a.servers().entrySet().stream()
                                .allMatch(server -> same(
                                        server.getValue(),
                                        b.server(server.getKey()).orElseThrow())));
    }

    private static boolean same(ServerPins a, ServerPins b) {
        return Identity.same(a.identity(), b.identity())
                && a.pins().equals(b.pins())
                && a.listed().equals(b.listed())
                && a.serverInfo().equals(b.serverInfo());
    }
}
