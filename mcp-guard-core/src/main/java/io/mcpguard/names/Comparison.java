package io.mcpguard.names;

import io.mcpguard.names.Likeness.Kind;
import io.mcpguard.names.Likeness.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Compares a name with one that is known: the first way in which they are alike counts, from the plainest on. */
final class Comparison {

    private final Name given;
    private final Name known;
    private final Habits habits;

    Comparison(Name given, Name known, Habits habits) {
        this.given = given;
        this.known = known;
        this.habits = habits;
    }

    /** How they are alike; empty if they are not, or as honest names are. */
    Optional<Likeness> result() {
        if (given.scope.equals(known.scope)) {
            return given.compact.equals(known.compact) ? sameLetters() : samePublisher();
        }
        if ((given.scope + given.compact).equals(known.scope + known.compact)) {
            return like(Kind.WRITING, Strength.WEAK, 90, "the same letters, divided in another way");
        }
        return otherPublisher();
    }

    private Optional<Likeness> sameLetters() {
        String a = Name.plain(given.raw);
        String b = Name.plain(known.raw);
        if (!a.equals(b)) {
            return like(Kind.CONFUSABLE, Strength.STRONG, 100, "it looks the same, but has other characters in it");
        }
        return Name.sameButForTheSlash(given, known)
                ? Optional.empty()
                : like(Kind.WRITING, Strength.WEAK, 95, "the same letters, with other capitals or separators");
    }

    private Optional<Likeness> samePublisher() {
        if (onlyInstancesDiffer()) {
            return Optional.empty();
        }
        if (given.look.equals(known.look)) {
            return like(Kind.CONFUSABLE, Strength.STRONG, 98, "it looks the same when digits are read as letters");
        }
        if (given.words.size() == known.words.size() && new TreeSet<>(given.words).equals(new TreeSet<>(known.words))) {
            return usual(given.words)
                    ? Optional.empty()
                    : like(Kind.ORDER, Strength.WEAK, 80, "the same words in another order");
        }
        Optional<Likeness> affix = affix();
        return affix.isPresent() || given.coreCompact().equals(known.coreCompact()) ? affix : spelling();
    }

    /** {@code server-a} and {@code server-b}, {@code user1} and {@code user2}, {@code mail-dev} and {@code mail}. */
    private boolean onlyInstancesDiffer() {
        List<String> a = without(given.words, known.words);
        List<String> b = without(known.words, given.words);
        if (a.stream().allMatch(Affixes::isVariant) && b.stream().allMatch(Affixes::isVariant)) {
            return !(b.isEmpty() && a.stream().allMatch(Affixes::isAny));
        }
        return a.size() == 1 && b.size() == 1 && differInNumber(a.get(0), b.get(0));
    }

    private boolean differInNumber(String a, String b) {
        String stem = Affixes.withoutNumber(a);
        return !stem.isEmpty() && (stem.equals(Affixes.withoutNumber(b)) || (!stem.equals(a) && Words.contains(stem)));
    }

    private Optional<Likeness> affix() {
        List<String> extra = without(given.words, known.words);
        boolean sameCore = given.coreCompact().equals(known.coreCompact())
                || without(known.words, given.words).isEmpty();
        if (!sameCore || !extra.stream().allMatch(Affixes::isAny)) {
            extra = attached();
        }
        if (extra.isEmpty()) {
            return Optional.empty();
        }
        if (extra.stream().anyMatch(Affixes::claims)) {
            return like(Kind.AFFIX, Strength.STRONG, 85, "it adds a word that claims to be the real one");
        }
        return usual(extra)
                ? Optional.empty()
                : like(Kind.AFFIX, Strength.WEAK, 70, "it adds words that do not tell what it is");
    }

    private boolean usual(List<String> words) {
        return words.stream().anyMatch(habits::isUsual);
    }

    /** What stands around the known name where nothing separates it: {@code githubofficial}. */
    private List<String> attached() {
        int at = known.compact.length() < Affixes.MIN_INSIDE ? -1 : given.compact.indexOf(known.compact);
        if (at < 0 || !Affixes.startsAfter(given.compact)[at]) {
            return List.of();
        }
        int end = at + known.compact.length();
        if (!Affixes.endsBefore(given.compact)[end]) {
            return List.of();
        }
        var extra = new ArrayList<String>();
        if (at > 0) {
            extra.add(given.compact.substring(0, at));
        }
        if (end < given.compact.length()) {
            extra.add(given.compact.substring(end));
        }
        return extra;
    }

    private Optional<Likeness> spelling() {
        return Spelling.compare(given, known, habits)
                .flatMap(slip -> like(Kind.SPELLING, slip.strength(), slip.score(), "a few letters differ"));
    }

    private Optional<Likeness> otherPublisher() {
        boolean samePackage = given.compact.equals(known.compact);
        if (samePackage && given.hasScope() && Name.words(given.scope).stream().allMatch(Affixes::claims)) {
            return like(Kind.SCOPE, Strength.STRONG, 85, "its publisher only claims to be the real one");
        }
        if (given.hasScope() && known.hasScope() && (samePackage || given.look.equals(known.look))) {
            if (publishersAreAlike()) {
                return like(
                        Kind.SCOPE,
                        Strength.STRONG,
                        90,
                        "the same package of a publisher that is written almost alike");
            }
        }
        return samePackage
                        && given.hasScope()
                        && known.hasScope()
                        && !given.core.stream().allMatch(Affixes::isAny)
                        && !habits.sharesPackages()
                ? like(Kind.SCOPE, Strength.WEAK, 60, "the same package of another publisher")
                : Optional.empty();
    }

    /** Written almost alike, or with more words that claim something. */
    private boolean publishersAreAlike() {
        List<String> a = Name.words(given.scope);
        List<String> b = Name.words(known.scope);
        List<String> extra = without(a, b);
        return Spelling.isNear(String.join("", a), String.join("", b))
                || (without(b, a).isEmpty() && extra.stream().allMatch(Affixes::isAny));
    }

    static List<String> without(List<String> words, List<String> others) {
        var rest = new ArrayList<>(words);
        new ArrayList<>(others).forEach(rest::remove);
        return rest;
    }

    private Optional<Likeness> like(Kind kind, Strength strength, int score, String how) {
        return Optional.of(new Likeness(given.raw, known.raw, kind, strength, score / 100.0, how));
    }
}
