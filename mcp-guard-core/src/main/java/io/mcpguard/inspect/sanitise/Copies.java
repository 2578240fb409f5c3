package io.mcpguard.inspect.sanitise;

import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.view.Code;
import io.mcpguard.inspect.view.Decoder;
import io.mcpguard.inspect.view.Escaped;
import io.mcpguard.inspect.view.LetterCipher;
import io.mcpguard.inspect.view.Smuggled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts that were cut out of a message, and where they stand in it again: in other white space, case or letters, escaped,
 * or encoded. Time is linear in what is looked through.
 */
public final class Copies {

    /** Shorter texts might mean something else elsewhere, in letters and digits. */
    private static final int MIN_LENGTH = 8;
    /** A text this long is a copy even in the middle of a word. */
    private static final int CLEAR_LENGTH = 24;
    /** What may stand in a name, in letters and digits. */
    static final int MIN_NAME = 16;

    private static final int MIN_WORDS = 2;
    private static final int MIN_SENTENCE_WORDS = 4;
    private static final int FIRST_IDEOGRAPHIC = 0x2E80;
    /** So many texts may begin alike. */
    private static final int MAX_ALIKE = 8;

    private static final int MAX_NESTING = 2;
    /** How often each character may be compared. */
    private static final int WORK = 64;

    private final Map<Long, List<Skeleton>> byBeginning = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** A span of a text. */
    record Span(int start, int end) {}

    /** Takes a text that was cut out, and its sentences. */
    void add(String removed) {
        if (!known.add(removed)) {
            return;
        }
        if (saysSomething(removed, MIN_WORDS)) {
            add(Skeleton.of(removed), MIN_LENGTH);
        }
        var sentences = new Sentences(removed);
        int at = 0;
        while (at < removed.length()) {
            int end = Math.max(at + 1, sentences.end(at));
            String sentence = removed.substring(at, end);
            if (sentence.length() < removed.length() && saysSomething(sentence, MIN_SENTENCE_WORDS)) {
                add(Skeleton.of(sentence), CLEAR_LENGTH);
            }
            at = end;
        }
    }

    private void add(Skeleton skeleton, int atLeast) {
        if (skeleton.length() >= atLeast) {
            List<Skeleton> alike =
                    byBeginning.computeIfAbsent(skeleton.hash(0, MIN_LENGTH), beginning -> new ArrayList<>());
            if (alike.size() < MAX_ALIKE) {
                alike.add(skeleton);
            }
        }
    }

    private static boolean saysSomething(String text, int atLeast) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            words += (letter && !inWord) || (letter && c >= FIRST_IDEOGRAPHIC) ? 1 : 0;
            inWord = letter;
        }
        return words >= atLeast;
    }

    boolean isEmpty() {
        return byBeginning.isEmpty();
    }

    /** Where they stand in a text, decoded layers included. */
    List<Span> in(String text) {
        return in(text, MIN_LENGTH, 0);
    }

    /** Whether one that is no mere word stands in a name, a cursor, an address, media. */
    boolean areInName(String text) {
        return !in(text, MIN_NAME, 0).isEmpty();
    }

    private List<Span> in(String text, int atLeast, int depth) {
        List<Span> spans = new ArrayList<>();
        if (text.length() < MIN_LENGTH || isEmpty()) {
            return spans;
        }
        plain(text, text, atLeast, spans);
        for (LetterCipher cipher : LetterCipher.values()) {
            plain(cipher.read(text).text(), text, CLEAR_LENGTH, spans);
        }
        if (depth < MAX_NESTING) {
            var budget = new Budget();
            budget.grant(text.length());
            Decoder.Decoded visitor = (decoded, start, end) -> {
                if (!in(decoded, atLeast, depth + 1).isEmpty()) {
                    spans.add(new Span(start, end));
                }
            };
            Decoder.forEach(text, budget, visitor);
            Escaped.forEach(text, budget, visitor);
            for (Code code : Code.values()) {
                code.forEach(text, budget, visitor);
            }
            Smuggled.forEach(text, budget, visitor);
        }
        return spans;
    }

    private void plain(String read, String text, int atLeast, List<Span> spans) {
        Skeleton skeleton = Skeleton.of(read);
        long work = (long) WORK * (skeleton.length() + 1);
        int at = 0;
        while (at + MIN_LENGTH <= skeleton.length()) {
            int longest = 0;
            for (Skeleton copy : byBeginning.getOrDefault(skeleton.hash(at, MIN_LENGTH), List.of())) {
                int common = skeleton.common(at, copy);
                work -= common;
                if (common == copy.length() && common >= atLeast && isWhole(skeleton, at, common)) {
                    longest = Math.max(longest, common);
                }
            }
            if (work < 0) {
                spans.add(new Span(0, text.length()));
                return;
            }
            if (longest > 0) {
                spans.add(new Span(skeleton.start(at), skeleton.end(at + longest - 1)));
            }
            at += Math.max(1, longest);
        }
    }

    private static boolean isWhole(Skeleton skeleton, int from, int count) {
        if (count >= CLEAR_LENGTH) {
            return true;
        }
        boolean begins = from == 0 || skeleton.end(from - 1) < skeleton.start(from);
        int last = from + count - 1;
        boolean ends = last + 1 == skeleton.length() || skeleton.end(last) < skeleton.start(last + 1);
        return begins && ends;
    }
}
