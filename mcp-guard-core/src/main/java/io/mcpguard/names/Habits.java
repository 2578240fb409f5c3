package io.mcpguard.names;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

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
    private final Map<String, Integer> words = new HashMap<>();
    private int sharedPackages;

    Habits(List<Name> known) {
        names = known.size();
        var publishers = new HashMap<String, String>();
        for (Name name : known) {
            new HashSet<>(name.words).forEach(word -> words.merge(word, 1, Integer::sum));
            String other = publishers.putIfAbsent(name.compact, name.scope);
            if (other != null && !other.equals(name.scope)) {
                sharedPackages++;
            }
        }
    }

    /** Whether many known names have a word. */
    boolean isUsual(String word) {
        return isHabit(words.getOrDefault(word, 0));
    }

    /** Whether packages of the same name come from several publishers. */
    boolean sharesPackages() {
        return sharedPackages >= FEW;
    }

    /** Whether a known name other than the one that has it {@code besides} has this as a word. */
    boolean isKnownWord(String word, Name besides) {
        return words.getOrDefault(word, 0) > (besides.words.contains(word) ? 1 : 0);
    }

    private boolean isHabit(int count) {
        return count >= FEW && count * ONE_IN >= names;
    }
}
