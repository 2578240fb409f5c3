package io.mcpguard.names;

import io.mcpguard.names.Likeness.Strength;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Names that are known, made ready to be compared with. Immutable and thread-safe.
 *
 * <p>Memory is in proportion to the number of known names; only names of about the same length are compared letter by
 * letter. Of each name the first {@value NameFaults#MAX_CHARS} UTF-16 units are looked at, and of its publisher and its
 * package {@value Name#MAX_LETTERS} letters each.
 *
 * <pre>{@code
 * NameIndex.of(List.of("github", "slack")).likeness("githup");   // SPELLING, STRONG: "githup" is like "github": …
 * }</pre>
 */
public final class NameIndex {

    /** So many likenesses are returned at most, the strongest. */
    public static final int MAX_RESULTS = 20;

    private static final Comparator<Likeness> STRONGEST_FIRST = Comparator.comparing(
                    Likeness::strength, Comparator.<Strength>naturalOrder().reversed())
            .thenComparing(Likeness::score, Comparator.reverseOrder())
            .thenComparing(Likeness::known);

    private final Set<String> known;
    private final Habits habits;
    private final Map<String, List<Name>> byKey = new HashMap<>();
    private final Map<Integer, List<Name>> byLength = new HashMap<>();
    private final Map<Integer, List<Name>> byCoreLength = new HashMap<>();

    private NameIndex(Collection<String> known) {
        this.known = Set.copyOf(new LinkedHashSet<>(known));
        List<Name> names = this.known.stream().map(Name::of).toList();
        habits = new Habits(names);
        for (Name name : names) {
            for (String key : Keys.of(name)) {
                byKey.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(name);
            }
            byLength.computeIfAbsent(name.text.length(), absent -> new ArrayList<>(1))
                    .add(name);
            byCoreLength
                    .computeIfAbsent(name.coreText.length(), absent -> new ArrayList<>(1))
                    .add(name);
        }
    }

    /**
     * An index.
     *
     * @param known the known names; doubles count once
     * @return the index
     */
    public static NameIndex of(Collection<String> known) {
        return new NameIndex(known);
    }

    /**
     * Which known names a name is like.
     *
     * @param name any text
     * @return the strongest first, at most {@value #MAX_RESULTS}; empty if the name itself is known
     */
    public List<Likeness> likeness(String name) {
        return known.contains(name) ? List.of() : likenessToOthers(name);
    }

    /**
     * Which other known names a name is like, also if it is known itself.
     *
     * @param name any text
     * @return the strongest first, at most {@value #MAX_RESULTS}
     */
    public List<Likeness> likenessToOthers(String name) {
        Name given = Name.of(name);
        if (given.words.isEmpty()) {
            return List.of();
        }
        var candidates = new HashSet<Name>();
        for (String key : Keys.of(given)) {
            candidates.addAll(byKey.getOrDefault(key, List.of()));
        }
        for (String inside : Keys.inside(given)) {
            candidates.addAll(byKey.getOrDefault(inside, List.of()));
        }
        nearby(given.text, byLength, other -> other.signature, candidates);
        nearby(given.coreText, byCoreLength, other -> other.coreSignature, candidates);
        Habits usual = known.contains(name) ? habits.without(given) : habits;
        return candidates.stream()
                .filter(candidate -> !candidate.raw.equals(name))
                .map(candidate -> new Comparison(given, candidate, usual).result())
                .flatMap(Optional::stream)
                .sorted(STRONGEST_FIRST)
                .limit(MAX_RESULTS)
                .toList();
    }

    private static void nearby(
            String text, Map<Integer, List<Name>> lengths, ToLongFunction<Name> signatureOf, Set<Name> candidates) {
        long signature = Name.signature(text);
        int edits = Spelling.MAX_EDITS;
        for (int length = text.length() - edits; length <= text.length() + edits; length++) {
            for (Name name : lengths.getOrDefault(length, List.of())) {
                if (Long.bitCount(signatureOf.applyAsLong(name) ^ signature) <= 2 * edits) {
                    candidates.add(name);
                }
            }
        }
    }
}
