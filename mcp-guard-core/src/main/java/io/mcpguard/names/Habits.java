package io.mcpguard.names;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is usual among the known names. Where every tenth one ends in {@code -mcp}, or packages of one name come from many
 * publishers, one more says nothing; and a word that another known name has is a word, and no slip. Immutable.
 */
final class Habits {

    /** Fewer than so many names are no habit. */
    private static final int FEW = 5;

    /** Nor is what fewer than one name in so many does. */
    private static final int ONE_IN = 10;

    private final int names;
    private final Map<String, Integer> words;
    private int sharedPackages;

    /** Words of a known name that does not count, because it is the one that is looked at. */
    private final Set<String> uncounted;

    Habits(List<Name> known) {
        names = known.size();
        words = new HashMap<>();
        uncounted = Set.of();
        var publishers = new HashMap<String, String>();
        for (Name name : known) {
            new HashSet<>(name.words).forEach(word -> words.merge(word, 1, Integer::sum));
            String other = publishers.putIfAbsent(name.compact, name.scope);
            if (other != null && !other.equals(name.scope)) {
                sharedPackages++;
            }
        }
    }

    private Habits(Habits all, Name without) {
        names = all.names - 1;
        words = all.words;
        uncounted = Set.copyOf(without.words);
        sharedPackages = all.sharedPackages;
    }

    /** The same among the other names; whether publishers share packages is taken from all. */
    Habits without(Name known) {
        return new Habits(this, known);
    }

    private int count(String word) {
        return words.getOrDefault(word, 0) - (uncounted.contains(word) ? 1 : 0);
    }

    /** Whether many known names have a word. */
    boolean isUsual(String word) {
        return isHabit(count(word));
    }

    /** Whether packages of the same name come from several publishers. */
    boolean sharesPackages() {
        return sharedPackages >= FEW;
    }

    /** Whether a known name other than the one that has it {@code besides} has this as a word. */
    boolean isKnownWord(String word, Name besides) {
        return count(word) > (besides.words.contains(word) ? 1 : 0);
    }

    private boolean isHabit(int count) {
        return count >= FEW && count * ONE_IN >= names;
    }
}
