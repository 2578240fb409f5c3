package io.mcpguard.drift;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a rewording from a text that says something else: whether any fair part of the old words is left. An attacker who speaks as
 * politely as the old text did is seen by this and by nothing else.
 */
final class Rewritten {

    /** Shorter words say little. */
    private static final int MIN_LENGTH = 4;

    /** Of fewer words none need be left. */
    private static final int MIN_WORDS = 4;

    /** So large a part of the old words is left of honest texts. */
    private static final double MIN_LEFT = 0.25;

    private Rewritten() {}

    static boolean isAnother(String before, String after) {
        Set<String> old = words(before);
        if (old.size() < MIN_WORDS) {
            return false;
        }
        Set<String> left = words(after);
        left.retainAll(old);
        return left.size() < MIN_LEFT * old.size();
    }

    /** Without endings, so that {@code reads} and {@code read}, {@code file} and {@code files} are one. */
    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        String read = text.length() > Wording.MAX_LENGTH ? text.substring(0, Wording.MAX_LENGTH) : text;
        for (List<String> sentence : Words.sentences(read)) {
            for (String word : sentence) {
                if (word.length() >= MIN_LENGTH) {
                    words.add(word.substring(0, Math.min(word.length(), MIN_LENGTH + 1)));
                }
            }
        }
        return words;
    }
}
