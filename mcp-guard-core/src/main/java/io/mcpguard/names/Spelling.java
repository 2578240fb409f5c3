package io.mcpguard.names;

import io.mcpguard.names.Likeness.Strength;
import java.util.List;
import java.util.Optional;

/** Whether names differ by slips of the hand, and not by a word that means something else. */
final class Spelling {

    /** So many letters more or less at most. */
    static final int MAX_EDITS = 2;

    /** A word of fewer letters is near to many others by chance. */
    private static final int SHORT = 4;

    /** What was found: from 0 to 100, more is more alike. */
    record Slip(Strength strength, int score) {}

    private Spelling() {}

    static Optional<Slip> compare(Name given, Name known, Habits habits) {
        if (isAnotherWord(given, known, habits)) {
            return Optional.empty();
        }
        int whole = distance(given.text, known.text, allowedInAll(known));
        int core = distance(given.coreText, known.coreText, allowed(known.coreText));
        int nearer = Math.min(whole, core);
        if (nearer == Distance.FAR) {
            return Optional.empty();
        }
        int length = Math.min(known.coreText.length(), given.coreText.length());
        boolean bare = whole <= Distance.EDIT
                || (core <= Distance.EDIT && given.words.stream().anyMatch(Affixes::claims));
        Strength strength = bare && length > SHORT ? Strength.STRONG : Strength.WEAK;
        return Optional.of(new Slip(strength, Math.max(0, 95 - nearer / Math.max(1, length))));
    }

    /** Equal texts are no slip. */
    private static int distance(String given, String known, int limit) {
        int distance = Distance.between(given, known, limit);
        return distance == 0 ? Distance.FAR : distance;
    }

    static boolean isNear(String given, String known) {
        return Distance.between(given, known, allowed(known)) != Distance.FAR;
    }

    /** The words that say nothing make a name longer, but no slip more likely. */
    private static int allowedInAll(Name known) {
        boolean isLong = known.hasScope() || known.text.length() >= 2 * SHORT;
        return isLong ? Math.max(Distance.EDIT, allowed(known.coreText)) : allowed(known.text);
    }

    /** Short names are near to many others by chance. */
    private static int allowed(String text) {
        int length = text.length();
        return length < SHORT ? 0 : length < 5 ? 70 : length < 8 ? 100 : length < 12 ? 150 : 200;
    }

    /** A word in which they differ is one that others use, or that is common, or too short to be misspelt. */
    private static boolean isAnotherWord(Name given, Name known, Habits habits) {
        List<String> mine = Comparison.without(given.words, known.words);
        List<String> theirs = Comparison.without(known.words, given.words);
        boolean isShort = known.words.size() > 1
                && theirs.size() == 1
                && theirs.get(0).length() < SHORT
                && !Affixes.isAny(theirs.get(0));
        return isShort
                || mine.stream()
                        .anyMatch(word ->
                                Words.contains(word) || (!Affixes.isAny(word) && habits.isKnownWord(word, known)));
    }
}
