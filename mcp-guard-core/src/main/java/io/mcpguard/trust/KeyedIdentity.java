package io.mcpguard.trust;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An identity as a lock has it, with the key that was there when the lock was read. The key travels with what it is needed
 * for, since a process may have several locks. A copy without it can be compared with nothing that has secrets, and so
 * fits no server. Immutable.
 */
final class KeyedIdentity extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> members;
    private final LockKey key;

    private KeyedIdentity(Map<String, @Nullable Object> members, LockKey key) {
        this.members = members;
        this.key = key;
    }

    /** The same members with a key, if they need one. */
    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> members, @Nullable LockKey key) {
        return key == null || SecretDigests.keyIds(members).isEmpty() ? members : new KeyedIdentity(members, key);
    }

    /** The key that came with an identity, null if there is none. */
    static @Nullable LockKey key(Map<String, @Nullable Object> identity) {
        return identity instanceof KeyedIdentity keyed ? keyed.key : null;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return members.entrySet();
    }

    @Override
    public @Nullable Object get(Object member) {
        return members.get(member);
    }

    @Override
    public boolean containsKey(Object member) {
        return members.containsKey(member);
    }

    @Override
    public boolean equals(Object o) {
        return super.equals(o);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
