package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identities for people. What a guard knows of a running server has digests in the place of secrets that could be guessed,
 * and what a lock has of it has keyed ones: this makes the two comparable, and fit to be shown.
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
        LockKey key = KeyedIdentity.key(requireNonNull(pinned, "pinned"));
        Map<String, @Nullable Object> keyed = SecretDigests.keyed(requireNonNull(identity, "identity"), key);
        // What is pinned without a key could be guessed by whoever has the lock; to show it once more tells nothing new.
        boolean old = SecretDigests.hasPlain(pinned);
        return !old && SecretDigests.hasPlain(keyed) ? SecretDigests.masked(keyed) : keyed;
    }
}
