package io.mcpguard.inspect.signal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a user asked, as far as an order can be compared with it: the words that say something. Immutable. A prompt in
 * another language than English says nothing here, since the orders it is compared with are English.
 */
public final class Asked {

    /** Nobody said anything. */
    public static final Asked NOTHING = new Asked(Set.of());

    /** Longer prompts are compared with their beginning, in characters. */
    private static final int MAX_LENGTH = 16_384;
    /** Words of fewer letters say too little. */
    private static final int MIN_LETTERS = 3;

    private static final int MAX_LETTERS = 40;

    private static final Set<String> ENGLISH = Set.of(
            "the", "my", "me", "of", "to", "for", "and", "is", "what", "with", "you", "can", "please", "from", "it",
            "this");
    private static final Set<String> EMPTY = Set.of(
            "the",
            "and",
            "for",
            "you",
            "your",
            "can",
            "could",
            "please",
            "with",
            "from",
            "this",
            "that",
            "have",
            "has",
            "are",
            "was",
            "what",
            "who",
            "how",
            "all",
            "any",
            "into",
            "then",
            "also",
            "now",
            "them",
            "their",
            "its",
            "it's",
            "will",
            "would",
            "should",
            "must",
            "about",
            "there",
            "here",
            "not",
            "but",
            "our",
            "out",
            "one",
            "via",
            "using",
            "use",
            "get",
            "make",
            "give",
            "want",
            "need",
            "let",
            "tell",
            "which",
            "when",
            "where",
            "some",
            "new",
            "him",
            "her",
            "his",
            "they",
            "been",
            "being",
            "under",
            "over",
            "after",
            "before",
            "immediately",
            "just",
            "only");

    private final Set<String> words;

    private Asked(Set<String> words) {
        this.words = words;
    }

    /**
     * The words of a prompt.
     *
     * @param prompt the user's own words
     * @return them; {@link #NOTHING} if they cannot be compared
     */
    public static Asked of(String prompt) {
        String text = prompt.length() > MAX_LENGTH ? prompt.substring(0, MAX_LENGTH) : prompt;
        var words = new HashSet<String>();
        boolean[] english = new boolean[1];
        forEachWord(text, 0, text.length(), (start, end) -> {
            String word = text.substring(start, end).toLowerCase(Locale.ROOT);
            english[0] |= ENGLISH.contains(word);
            if (says(word)) {
                words.add(stem(word));
            }
        });
        return english[0] && !words.isEmpty() ? new Asked(Set.copyOf(words)) : NOTHING;
    }

    boolean isNothing() {
        return words.isEmpty();
    }

    /** How much of a part of a text the user spoke of: from 0 to 1, and -1 if it says too little to tell. */
    double share(String text, int start, int end) {
        var count = new int[2];
        forEachWord(text, start, end, (from, to) -> {
            String word = text.substring(from, to).toLowerCase(Locale.ROOT);
            if (says(word)) {
                count[0]++;
                count[1] += words.contains(stem(word)) ? 1 : 0;
            }
        });
        return count[0] < 2 ? -1 : (double) count[1] / count[0];
    }

    private static boolean says(String word) {
        return word.length() >= MIN_LETTERS && !EMPTY.contains(word);
    }

    /** Without what is only grammar, as far as that can be told by the end of a word: emails, e-mailing, shared. */
    private static String stem(String word) {
        int end = word.length();
        if (end > 5 && word.endsWith("ing")) {
            end -= 3;
        } else if (end > 4 && (word.endsWith("es") || word.endsWith("ed"))) {
            end -= 2;
        } else if (end > 3 && word.endsWith("s")) {
            end -= 1;
        }
        end -= end > 3 && word.charAt(end - 1) == 'e' ? 1 : 0;
        return word.substring(0, end);
    }

    private static void forEachWord(String text, int start, int end, Word visitor) {
        int at = start;
        while (at < end) {
            int from = at;
            while (at < end && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at > from && at - from <= MAX_LETTERS) {
                visitor.word(from, at);
            }
            at += at == from ? 1 : 0;
        }
    }

    @FunctionalInterface
    private interface Word {
        void word(int start, int end);
    }
}
