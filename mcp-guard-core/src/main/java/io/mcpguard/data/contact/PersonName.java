package io.mcpguard.data.contact;

import java.util.Set;

/**
 * What the name of a person looks like: capitalised words, initials, particles between them, none of them an everyday
 * word.
 */
final class PersonName {

    private static final int MAX_WORDS = 6;
    private static final int MAX_WORD = 24;

    private static final Phrases PARTICLES = Phrases.of(
            "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al",
            "bin", "ben", "ibn", "ter", "ten", "zu", "zur", "af", "av", "san", "y", "e");

    private static final Set<String> PREFIXES = Set.of("Mc", "Mac", "De", "La", "Le", "Di", "Du", "Van", "Fitz");

    private final Phrases others = Phrases.load("no-names.txt");

    /**
     * A name in a text.
     *
     * @param words how many of its words are longer than an initial
     */
    record Read(int start, int end, int words) {}

    /** The name that begins here; no words if none does. */
    Read read(String text, int start) {
        int end = start;
        int words = 0;
        int i = start;
        for (int count = 0; count < MAX_WORDS; count++) {
            int word = wordEnd(text, i);
            if (word < 0) {
                var particle = PARTICLES.at(text, i);
                word = particle == null || !isLower(text, i) ? -1 : particle.end();
                if (word < 0 || word >= text.length() || text.charAt(word) != ' ') {
                    break;
                }
                i = word + 1;
                continue;
            }
            if (isOther(text, i, word)) {
                break;
            }
            boolean initial = isInitial(text, i, word);
            words += initial ? 0 : 1;
            end = word;
            i = word;
            if (i < text.length() && text.charAt(i) == ' ') {
                i++;
            } else if (!initial || text.charAt(i - 1) != '.') {
                break;
            }
        }
        return new Read(start, end, words);
    }

    private static boolean isLower(String text, int at) {
        return Character.isLowerCase(text.charAt(at));
    }

    /** A single everyday word is no name; with a dot behind it would be an initial. */
    private boolean isOther(String text, int start, int end) {
        var other = others.at(text, start);
        return other != null && other.end() >= end && end - start > 1;
    }

    private static boolean isInitial(String text, int start, int end) {
        return end - start == 1 || (end - start == 2 && text.charAt(end - 1) == '.');
    }

    /** Where the word with a capital letter ends that begins here, negative if none does. */
    private static int wordEnd(String text, int start) {
        if (start >= text.length() || !Character.isUpperCase(text.charAt(start))) {
            return -1;
        }
        int i = start + 1;
        int small = 0;
        while (i < text.length() && i - start <= MAX_WORD) {
            char c = text.charAt(i);
            if (Letters.isLetter(c) && !Letters.isUnspaced(c)) {
                if (small > 0 && Character.isUpperCase(c) && !isPrefix(text, start, i)) {
                    return -1;
                }
                small += Character.isLowerCase(c) ? 1 : 0;
                i++;
            } else if ((c == '\'' || c == '’' || c == '-') && joinsNames(text, i)) {
                small = 0;
                i++;
            } else {
                break;
            }
        }
        if (i - start > MAX_WORD || (i < text.length() && (text.charAt(i) == '_' || Letters.isDigit(text.charAt(i))))) {
            return -1;
        }
        boolean initial = i == start + 1 && i < text.length() && text.charAt(i) == '.';
        return initial ? i + 1 : i;
    }

    /** {@code McKay}, {@code MacLeod}, {@code DeWitt}, {@code LaRue}, {@code DiCaprio}. */
    private static boolean isPrefix(String text, int start, int at) {
        return at - start <= 3 && PREFIXES.contains(text.substring(start, at));
    }

    private static boolean joinsNames(String text, int at) {
        return at + 1 < text.length() && Character.isUpperCase(text.charAt(at + 1));
    }
}
