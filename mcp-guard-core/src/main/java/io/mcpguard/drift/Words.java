package io.mcpguard.drift;

import io.mcpguard.inspect.text.LookAlikes;
import java.util.ArrayList;
import java.util.List;

/** A text as sentences of words: folded to lower case and to the letters that its letters look like, so that a disguise says the same. */
final class Words {

    private Words() {}

    /** The sentences of a text, in order. Words are letters, digits, {@code _} and {@code '}; names in camel case stay one word. */
    static List<List<String>> sentences(String text) {
        String folded = LookAlikes.lookOf(text);
        var sentences = new ArrayList<List<String>>();
        var sentence = new ArrayList<String>();
        int from = -1;
        for (int i = 0; i <= folded.length(); i++) {
            char c = i < folded.length() ? folded.charAt(i) : '\n';
            if (isPartOfWord(c)) {
                from = from < 0 ? i : from;
                continue;
            }
            if (from >= 0) {
                sentence.add(folded.substring(from, i));
                from = -1;
            }
            if (isEnd(c, folded, i) && !sentence.isEmpty()) {
                sentences.add(List.copyOf(sentence));
                sentence.clear();
            }
        }
        return sentences;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '\'';
    }

    /** A dot inside a name or number ends nothing. */
    private static boolean isEnd(char c, String text, int at) {
        return switch (c) {
            case '\n', '!', '?', ';' -> true;
            case '.' -> at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            default -> false;
        };
    }

    /** The words of a name: {@code userName}, {@code user_name} and {@code user-name} have two. */
    static List<String> ofName(String name) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean starts = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((starts || !Character.isLetterOrDigit(c)) && word.length() > 0) {
                words.add(LookAlikes.lookOf(word.toString()));
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(LookAlikes.lookOf(word.toString()));
        }
        return words;
    }
}
