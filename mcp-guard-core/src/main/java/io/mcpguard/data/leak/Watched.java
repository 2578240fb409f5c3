package io.mcpguard.data.leak;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a value: how long it is, how hard each of its characters is to guess, and which of its short parts,
 * its grams, are known by their fingerprints. No character of it. Not changed once it is watched.
 */
final class Watched {

    /** Shorter values stand in honest texts by chance. */
    static final int MIN_LENGTH = 8;
    /** What stands behind in a longer value is not compared. */
    static final int MAX_LENGTH = 16_384;
    /** Of fewer characters than this only a mask is made. */
    private static final int MIN_DISTINCT = 4;

    private static final int ENOUGH_CHARACTERS = 8;
    /** From here on its grams are of 6 characters, else of 4. */
    private static final int LONG = 16;

    private final String name;
    private final boolean canary;
    private final Lane lane;
    private final int rawLength;
    private final int length;
    private final int gram;
    /** How many quarters of a bit the characters in front of each place are worth. */
    private final int[] before;

    private final int whole;
    private final int weighty;
    private final boolean wordy;
    private final boolean digits;
    /** Where the domain of an e-mail address begins, -1 in other values. */
    private final int domain;

    private final long fingerprint;

    private final BitSet kept = new BitSet();

    private Watched(String name, boolean canary, String value, Lane lane, Source compared, Keys keys) {
        this.name = name;
        this.canary = canary;
        this.lane = lane;
        this.rawLength = value.length();
        this.length = Math.min(MAX_LENGTH, compared.length());
        this.gram = length >= LONG ? 6 : 4;
        this.before = new int[length + 1];
        byte[] weights = Weights.of(value);
        byte[] all = Weights.ofWhole(value);
        int at = Weights.domain(value);
        int sum = 0;
        int worth = 0;
        int numbers = 0;
        int domainAt = -1;
        for (int i = 0; i < length; i++) {
            int weight = weights[compared.start(i)];
            before[i + 1] = before[i] + weight;
            sum += all[compared.start(i)];
            worth += weight > 0 ? 1 : 0;
            numbers += Character.isDigit(compared.at(i)) ? 1 : 0;
            domainAt = at > 0 && domainAt < 0 && compared.start(i) >= at ? i : domainAt;
        }
        this.whole = sum;
        this.weighty = worth;
        this.wordy = Weights.isWordy(value);
        this.digits = 5 * numbers >= 4 * length;
        this.domain = domainAt;
        this.fingerprint = keys.of(compared.chars(), 0, length);
    }

    /** A value as it is watched; null if it is too short, or but a mask. */
    static @Nullable Watched of(String name, boolean canary, String value, Source words, Source signs, Keys keys) {
        if (value.length() < MIN_LENGTH) {
            return null;
        }
        Lane lane = words.length() >= MIN_LENGTH ? Lane.WORDS : Lane.SIGNS;
        Source compared = lane == Lane.WORDS ? words : signs;
        boolean enough = compared.length() >= MIN_LENGTH && distinct(compared) >= MIN_DISTINCT;
        return enough ? new Watched(name, canary, value, lane, compared, keys) : null;
    }

    private static long distinct(Source compared) {
        char[] sorted = Arrays.copyOf(compared.chars(), compared.length());
        Arrays.sort(sorted);
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return distinct;
    }

    /** The fingerprint of the gram at a place is known. */
    void keep(int place) {
        kept.set(place);
    }

    String name() {
        return name;
    }

    boolean isCanary() {
        return canary;
    }

    Lane lane() {
        return lane;
    }

    int rawLength() {
        return rawLength;
    }

    int length() {
        return length;
    }

    int gram() {
        return gram;
    }

    /** Whether it is a number of some kind, or nearly. */
    boolean isDigits() {
        return digits;
    }

    boolean isWordy() {
        return wordy;
    }

    /** Of the whole value, as it is compared. */
    long fingerprint() {
        return fingerprint;
    }

    int domain() {
        return domain;
    }

    /** The place of the next gram that is known; -1 if there is none. */
    int nextKept(int from) {
        return kept.nextSetBit(from);
    }

    /** Whether grams from one place to another are all that are known. */
    boolean isWhole(int first, int last) {
        return first == kept.nextSetBit(0) && last == kept.length() - 1;
    }

    /** How many bits a part is worth. */
    double bits(int from, int to) {
        return (before[to] - before[from]) / 4.0;
    }

    /** How many bits all of it is worth, with what other values have, too. */
    double bits() {
        return whole / 4.0;
    }

    /** Whether a character says anything of this value. */
    boolean isWeighty(int place) {
        return before[place + 1] > before[place];
    }

    /** So many characters are enough to talk of a leak. */
    int enough() {
        return Math.min(ENOUGH_CHARACTERS, weighty);
    }
}
