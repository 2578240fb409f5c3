package io.mcpguard.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which members or items of one instance have been looked at by the keywords of a schema that holds: what
 * {@code unevaluatedProperties} and {@code unevaluatedItems} leave alone.
 */
final class Evaluated {

    private final Set<String> members = new HashSet<>();
    private final BitSet items = new BitSet();
    private boolean allMembers;

    void member(String key) {
        members.add(key);
    }

    void allMembers() {
        allMembers = true;
    }

    void item(int index) {
        items.set(index);
    }

    /** All items before one. */
    void itemsBefore(int index) {
        items.set(0, index);
    }

    boolean hasMember(String key) {
        return allMembers || members.contains(key);
    }

    boolean hasItem(int index) {
        return items.get(index);
    }

    /** How much work it is to add this to another, in steps. */
    int size() {
        return members.size() + items.length() / Long.SIZE;
    }

    /** Adds what another schema looked at that holds for the same instance. */
    void add(Evaluated other) {
        members.addAll(other.members);
        items.or(other.items);
        allMembers |= other.allMembers;
    }
}
