package io.mcpguard.data.secret;

/**
 * How much a text looks like one that a machine drew: entropy, sequences, repetition, and how much of it reads as
 * words.
 */
final class Randomness {

    /** More of a long value tells nothing new. */
    static final int SAMPLE = 256;

    /** A run of letters this long can be a word. */
    private static final int WORD = 4;

    /** For each letter the ones that follow it in 93 of 100 pairs within words of English technical prose. */
    private static final String[] PAIRS = {
        "bcdgiklmnprstuvy",
        "aeilorsu",
        "acehiklortu",
        "aeiorsu",
        "acdefglmnprstvwx",
        "aefilou",
        "aehinorsu",
        "aeiot",
        "abcdefglmnoprstvz",
        "aou",
        "eis",
        "adeilostuy",
        "aeimopu",
        "acdefginostuv",
        "abcdgklmnoprstuvw",
        "aehiloprstu",
        "u",
        "acdegikmnorstuvy",
        "acehiopstuw",
        "acehilorstuy",
        "abcdeilmnprst",
        "aei",
        "aeio",
        "pt",
        "p",
        "e"
    };

    private static final int[] FOLLOWERS = followers();

    private Randomness() {}

    /** Shannon's entropy of the first characters, in bits for each. */
    static double entropy(CharSequence text) {
        int length = Math.min(text.length(), SAMPLE);
        int[] counts = new int[0x80];
        for (int i = 0; i < length; i++) {
            counts[text.charAt(i) & 0x7F]++;
        }
        double sum = 0;
        for (int count : counts) {
            sum += count == 0 ? 0 : count * Math.log(count);
        }
        return length == 0 ? 0 : (Math.log(length) - sum / length) / Math.log(2);
    }

    /**
     * What a drawn value of this length hardly ever falls below; shorter ones cannot have more than their length
     * allows.
     */
    static double leastEntropy(int length) {
        return length >= 24 ? 3.0 : length >= 16 ? 2.75 : length >= 10 ? 2.4 : 2.0;
    }

    /** Whether it repeats one character, or a few of them over and over, in most of its places. */
    static boolean isRepeated(CharSequence text) {
        int length = Math.min(text.length(), SAMPLE);
        int longest = 1;
        int run = 1;
        for (int i = 1; i < length; i++) {
            run = text.charAt(i) == text.charAt(i - 1) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        if (longest >= Math.max(5, length / 3)) {
            return true;
        }
        for (int period = 1; period <= 4; period++) {
            int same = 0;
            for (int i = period; i < length; i++) {
                same += text.charAt(i) == text.charAt(i - period) ? 1 : 0;
            }
            if (length >= 8 && same * 10 >= (length - period) * 8) {
                return true;
            }
        }
        return false;
    }

    /** Whether it counts up, or goes through the alphabet, nearly all the way. */
    static boolean isSequence(CharSequence text) {
        int length = Math.min(text.length(), SAMPLE);
        int parts = length == 0 ? 0 : 1;
        for (int i = 1; i < length; i++) {
            parts += isNext(text.charAt(i - 1), text.charAt(i)) ? 0 : 1;
        }
        return length >= 5 && length >= 7 * parts - (length < 14 ? 2 : 0);
    }

    /** The longest part of it that counts up or goes through the alphabet. */
    static int longestSequence(CharSequence text) {
        int length = Math.min(text.length(), SAMPLE);
        int longest = 0;
        int run = 1;
        for (int i = 1; i < length; i++) {
            run = isNext(text.charAt(i - 1), text.charAt(i)) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean isNext(char before, char c) {
        return Chars.isAlnum(before) && Chars.isAlnum(c) && (c == before + 1 || (before == '9' && c == '0'));
    }

    /** How often it goes from one of small letters, capitals, digits and signs to another. */
    static int changes(CharSequence text) {
        int changes = 0;
        int length = Math.min(text.length(), SAMPLE);
        for (int i = 1; i < length; i++) {
            int before = kind(text.charAt(i - 1));
            int here = kind(text.charAt(i));
            // A capital that begins a word is no change worth counting
            boolean hump = before == 1 && here == 0 && (i == 1 || kind(text.charAt(i - 2)) != 1);
            changes += before != here && !hump ? 1 : 0;
        }
        return changes;
    }

    private static int kind(char c) {
        return Chars.isLower(c) ? 0 : Chars.isUpper(c) ? 1 : Chars.isDigit(c) ? 2 : 3;
    }

    /**
     * The share of its letters and digits that stand in what reads as words, camel case taken apart; 0 if it has
     * none.
     */
    static double words(CharSequence text) {
        int length = Math.min(text.length(), SAMPLE);
        int counted = 0;
        int inWords = 0;
        int start = 0;
        for (int i = 0; i <= length; i++) {
            char c = i < length ? text.charAt(i) : ' ';
            counted += Chars.isAlnum(c) ? 1 : 0;
            boolean hump = i > start && Chars.isUpper(c) && Chars.isLower(text.charAt(i - 1));
            if (hump || !Chars.isLetter(c)) {
                inWords += isWord(text, start, i) ? i - start : 0;
                start = hump ? i : i + 1;
            }
        }
        return counted == 0 ? 0 : (double) inWords / counted;
    }

    private static boolean isWord(CharSequence text, int start, int end) {
        int length = end - start;
        if (length < WORD) {
            return false;
        }
        int common = 0;
        for (int i = start + 1; i < end; i++) {
            common += follows(text.charAt(i - 1), text.charAt(i)) ? 1 : 0;
        }
        return common * 4 >= (length - 1) * 3;
    }

    private static boolean follows(char before, char c) {
        return (FOLLOWERS[(before | 0x20) - 'a'] >> ((c | 0x20) - 'a') & 1) != 0;
    }

    private static int[] followers() {
        var followers = new int[PAIRS.length];
        for (int i = 0; i < PAIRS.length; i++) {
            int at = i;
            PAIRS[i].chars().forEach(c -> followers[at] |= 1 << (c - 'a'));
        }
        return followers;
    }
}
