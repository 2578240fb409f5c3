package io.mcpguard.drift;

import io.mcpguard.api.trust.DriftSeverity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Phrases, and where they stand in a row of words. The file {@code cues.txt} says which there are and in which form. The time is linear
 * in the number of words: each is the first of a few phrases, which are short.
 */
final class Phrases {

    /** The section of what tells the model what to do. */
    private static final String ORDER = "a new order to the model";

    private static final String SECRETS = "it asks for the conversation, or for secrets";

    private static final Set<String> HANDING_OVER =
            Set.of("include", "send", "pass", "put", "share", "provide", "use", "enter", "expose", "paste", "store");

    /** A warning stands at the beginning of its sentence; further words are not looked at. */
    private static final int MAX_WARNING = 16;

    private static final int MAX_ANY = 3;

    private static final Set<String> FORBIDDING = Set.of("not", "never", "don't", "dont", "cannot", "can't");

    /** A word of a phrase: one of these. None stands for any. */
    private record Slot(Set<String> words, boolean optional) {

        boolean isAny() {
            return words.isEmpty();
        }
    }

    private record Phrase(Cue cue, List<Slot> slots) {}

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

    private Phrases() {}

    /** The phrases that come with the guard. */
    static Phrases standard() {
        try (InputStream in = Phrases.class.getResourceAsStream("cues.txt")) {
            if (in == null) {
                throw new IllegalStateException("cues.txt is missing");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Phrases of(String text) {
        var phrases = new Phrases();
        DriftSeverity severity = null;
        String why = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                int end = line.indexOf(']');
                severity = DriftSeverity.valueOf(line.substring(1, end).toUpperCase(Locale.ROOT));
                why = line.substring(end + 1).strip();
            } else if (severity == null) {
                throw new IllegalArgumentException("a phrase before the first section: " + line);
            } else {
                phrases.add(new Phrase(new Cue(line, severity, why, why.equals(ORDER)), slots(line)));
            }
        }
        return phrases;
    }

    private static List<Slot> slots(String line) {
        return Arrays.stream(line.split(" "))
                .map(word -> {
                    boolean optional = word.startsWith("?");
                    String words = optional ? word.substring(1) : word;
                    return word.equals("*")
                            ? new Slot(Set.of(), true)
                            : new Slot(new HashSet<>(Arrays.asList(words.split("\\|"))), optional);
                })
                .toList();
    }

    private void add(Phrase phrase) {
        Slot first = phrase.slots().get(0);
        if (first.isAny() || first.optional()) {
            throw new IllegalArgumentException(
                    "a phrase has to begin with a word: " + phrase.cue().id());
        }
        for (String word : first.words()) {
            byFirstWord.computeIfAbsent(word, w -> new ArrayList<>()).add(phrase);
        }
    }

    /** Tells of each phrase in a sentence, each time it stands there. */
    void find(List<String> sentence, Consumer<Cue> found) {
        for (int i = 0; i < sentence.size(); i++) {
            for (Phrase phrase : byFirstWord.getOrDefault(sentence.get(i), List.of())) {
                if (!isForbidden(sentence, i)
                        && !(phrase.cue().why().equals(SECRETS) && isWarning(sentence, i))
                        && matches(phrase.slots(), 1, sentence, i + 1)) {
                    found.accept(phrase.cue());
                }
            }
        }
    }

    /** What a text says not to do is no order to do it. Whoever forbids something else begins with the word of forbidding. */
    private static boolean isForbidden(List<String> sentence, int at) {
        return at > 0 && FORBIDDING.contains(sentence.get(at - 1));
    }

    /** {@code Do not include anything confidential, such as API keys}: what must not be handed over is not asked for. */
    private static boolean isWarning(List<String> sentence, int before) {
        for (int i = 1; i < Math.min(before, MAX_WARNING); i++) {
            if (FORBIDDING.contains(sentence.get(i - 1)) && HANDING_OVER.contains(sentence.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<Slot> slots, int slot, List<String> words, int at) {
        if (slot == slots.size()) {
            return true;
        }
        Slot wanted = slots.get(slot);
        if (wanted.isAny()) {
            for (int skipped = 0; skipped <= MAX_ANY && at + skipped <= words.size(); skipped++) {
                if (matches(slots, slot + 1, words, at + skipped)) {
                    return true;
                }
            }
            return false;
        }
        if (at < words.size() && wanted.words().contains(words.get(at)) && matches(slots, slot + 1, words, at + 1)) {
            return true;
        }
        return wanted.optional() && matches(slots, slot + 1, words, at);
    }
}
