package io.mcpguard.data.number;

import java.util.ArrayList;
import java.util.List;

/**
 * How an id is written. {@code 9} stands for a digit, {@code A} for a letter, {@code X} for either; a small letter
 * and a digit below 9 stand for themselves; anything else separates groups. {@code !} at the end says that it is
 * never written without its separators.
 *
 * @param letters bits of the places that hold letters
 * @param digits bits of the places that hold digits
 * @param literals the characters that stand for themselves, in capitals, and a blank for every other
 * @param groups the lengths of its groups
 * @param separators what stands between them
 * @param onlyGrouped whether it is never written without
 */
record Form(long letters, long digits, String literals, List<Integer> groups, String separators, boolean onlyGrouped) {

    private static final List<Integer> PHONE = List.of(3, 3, 4);

    static Form of(String written) {
        boolean onlyGrouped = written.endsWith("!");
        String pattern = onlyGrouped ? written.substring(0, written.length() - 1) : written;
        long letters = 0;
        long digits = 0;
        var literals = new StringBuilder();
        var separators = new StringBuilder();
        var groups = new ArrayList<Integer>();
        int group = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (!Shapes.isAlphanumeric(c)) {
                separators.append(c);
                groups.add(group);
                group = 0;
                continue;
            }
            long bit = 1L << literals.length();
            if (c == 'A' || Shapes.isSmall(c)) {
                letters |= bit;
            } else if (c != 'X') {
                digits |= bit;
            }
            literals.append(c == 'A' || c == 'X' || c == '9' ? ' ' : Shapes.toCapital(c));
            group++;
        }
        groups.add(group);
        return new Form(letters, digits, literals.toString(), List.copyOf(groups), separators.toString(), onlyGrouped);
    }

    int length() {
        return literals.length();
    }

    /** Whether letters and digits stand where they should. */
    boolean fits(long lettersOfText) {
        return (letters & ~lettersOfText) == 0 && (digits & lettersOfText) == 0;
    }

    /** Whether the characters that stand for themselves are there. */
    boolean hasLiterals(String compact) {
        for (int i = 0; i < literals.length(); i++) {
            char c = literals.charAt(i);
            if (c != ' ' && c != compact.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nearly all places say whether a letter or a digit stands there. */
    boolean isFixed() {
        return Long.bitCount(letters | digits) >= length() - 2;
    }

    /** Whether other numbers are grouped by spaces in the same way: thousands, cards, and phones as in 555 555 5555. */
    boolean isGroupedLikeOthers() {
        int second = groups.size() > 1 ? groups.get(1) : 0;
        boolean even = groups.stream().skip(1).allMatch(group -> group == second);
        boolean thousands = even
                && (separators.isBlank() || (second == 3 && separators.chars().allMatch(c -> c == '.')));
        return thousands || groups.equals(PHONE);
    }
}
