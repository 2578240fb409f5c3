package io.mcpguard.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that a definition uses, without their endings, so that {@code reads} and {@code read} are one. A text that says something new
 * needs words that were not there; a rewording makes do with the old ones. The time is linear in the text.
 */
final class Vocabulary {

    /** A sentence with as many new words says something new. */
    static final int NEW_STATEMENT = 2;

    /** So do as many new words in all, however they are cut into sentences. */
    static final int NEW_WORDS = 5;

    private static final int MIN_LENGTH = 3;
    private static final int STEM = 5;

    /** Languages that put no spaces between words have long ones; so many letters count as another word. */
    private static final int LONG = 12;

    private static final Set<String> PLAIN = plain();

    private final Set<String> stems = new HashSet<>();
    private final Set<String> whole = new HashSet<>();

    private Vocabulary() {}

    /** The words of texts, and of the names in them. */
    static Vocabulary of(String text) {
        var vocabulary = new Vocabulary();
        for (List<String> sentence : Words.sentences(cut(text))) {
            sentence.forEach(vocabulary::add);
        }
        Words.ofName(cut(text)).forEach(vocabulary::add);
        return vocabulary;
    }

    private void add(String word) {
        stems.add(stem(word));
        whole.add(word);
    }

    /** Whether a word is used, in just this form. */
    boolean has(String word) {
        return whole.contains(word);
    }

    /** Whether a text says something that cannot be said in these words. */
    boolean isExceededBy(String text) {
        var all = new HashSet<String>();
        int total = 0;
        for (List<String> sentence : Words.sentences(cut(text))) {
            int here = 0;
            var seen = new HashSet<String>();
            for (String word : sentence) {
                for (String part : word.indexOf('_') < 0 ? List.of(word) : List.of(word.split("_"))) {
                    String stem = stem(part);
                    if (isNew(part, stem) && seen.add(stem)) {
                        int weight = 1 + part.length() / LONG;
                        here += weight;
                        total += all.add(stem) ? weight : 0;
                    }
                }
            }
            if (here >= NEW_STATEMENT) {
                return true;
            }
        }
        return total >= NEW_WORDS;
    }

    /** Whether a name is made of words that the definition or any documentation uses. */
    boolean covers(String name) {
        return Words.ofName(name).stream().noneMatch(word -> isNew(word, stem(word)));
    }

    private boolean isNew(String word, String stem) {
        return word.length() >= MIN_LENGTH
                && !PLAIN.contains(stem)
                && !stems.contains(stem)
                && !word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String cut(String text) {
        return text.length() > Wording.MAX_LENGTH ? text.substring(0, Wording.MAX_LENGTH) : text;
    }

    private static String stem(String word) {
        boolean isPlural = word.length() > MIN_LENGTH && word.endsWith("s") && !word.endsWith("ss");
        return word.substring(0, Math.min(STEM, word.length() - (isPlural ? 1 : 0)));
    }

    private static Set<String> plain() {
        try (InputStream in = Vocabulary.class.getResourceAsStream("plain.txt")) {
            if (in == null) {
                throw new IllegalStateException("plain.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Words.sentences(line).stream())
                    .flatMap(List::stream)
                    .map(Vocabulary::stem)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
