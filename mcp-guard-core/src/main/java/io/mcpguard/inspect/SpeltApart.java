package io.mcpguard.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Words with something between all their letters: {@code i g n o r e}, {@code i-g-n-o-r-e}. */
final class SpeltApart {

    /** So many single letters in a row are spelt. */
    static final int MIN_LETTERS = 6;

    private static final int MAX_GAP = 6;

    /** Where only letters are left, these words are taken apart again, the longest first. */
    private static final Set<String> WORDS =
            Set.copyOf(List.of(("a about above add address admin agent ai all also always and any api are as ask"
                            + " assistant at before bypass call chat command context conversation copy credentials data delete disregard do"
                            + " earlier email everything execute file files first follow for forget forward from give guidelines hidden history"
                            + " i ignore in include instruction instructions is it key keys mention message must my never new not now of on"
                            + " or other output password passwords post previous print prior private prompt read reply report reveal rules"
                            + " run secret secrets send should show system task tell that the their then these this to token tokens tool tools"
                            + " told upload use user users were what with without you your yourself anything approve confirm developer do"
                            + " override mode pretend respond safety answer only from http https contents content directives")
                    .split(" ")));

    /** Those that begin with each letter, the longest first. */
    private static final String[][] BY_LETTER = IntStream.rangeClosed('a', 'z')
            .mapToObj(letter -> WORDS.stream()
                    .filter(word -> word.charAt(0) == letter)
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toArray(String[]::new))
            .toArray(String[][]::new);

    private final String text;
    private final StringBuilder read;
    private int[] from;
    private boolean any;

    private SpeltApart(String text) {
        this.text = text;
        this.read = new StringBuilder();
        this.from = new int[16];
    }

    /** The text with its words in one piece; null if none is spelt. */
    static @Nullable Reading read(String text) {
        var spelt = new SpeltApart(text);
        int at = 0;
        while (at < text.length()) {
            int end = spelt.starts(at) ? spelt.run(at) : at;
            if (end == at) {
                end++;
                if (spelt.any) {
                    spelt.append(text.charAt(at), at);
                }
            }
            at = end;
        }
        return spelt.any
                ? new Reading(text, spelt.read.toString(), Arrays.copyOf(spelt.from, spelt.read.length()))
                : null;
    }

    private boolean starts(int at) {
        return isLone(at) && isSeparator(at + 1) && isLone(at + 2);
    }

    /** Puts one run together; returns its end, or its start if it is too short. */
    private int run(int start) {
        char separator = text.charAt(start + 1);
        int letters = 1;
        int at = start;
        int end = start + 1;
        var run = new StringBuilder().append(text.charAt(start));
        int[] offsets = new int[64];
        offsets[0] = start;
        while (true) {
            int next = at + 2;
            boolean gap = false;
            if (at + 1 >= text.length() || text.charAt(at + 1) != separator || !isLone(next)) {
                next = at + 1;
                while (next < text.length() && next - at <= MAX_GAP && isBetween(next)) {
                    next++;
                }
                gap = true;
            }
            if (next == at + 1 || !isLone(next)) {
                break;
            }
            if (run.length() + 2 >= offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            if (gap) {
                offsets[run.length()] = at + 1;
                run.append(' ');
            }
            offsets[run.length()] = next;
            run.append(text.charAt(next));
            letters++;
            at = next;
            end = next + 1;
        }
        if (letters < MIN_LETTERS) {
            return start;
        }
        if (!any) {
            any = true;
            from = new int[text.length() + 16];
            for (int i = 0; i < start; i++) {
                append(text.charAt(i), i);
            }
        }
        words(run.toString().toLowerCase(Locale.ROOT), offsets);
        return end;
    }

    /** Appends the letters of a run, with spaces around the words that are known. */
    private void words(String run, int[] offsets) {
        int at = 0;
        boolean open = false;
        while (at < run.length()) {
            int end = known(run, at);
            boolean known = end > at + 1;
            if (known && open) {
                append(' ', offsets[at]);
            }
            end = known ? end : at + 1;
            for (int i = at; i < end; i++) {
                append(run.charAt(i), offsets[i]);
            }
            if (known && end < run.length() && run.charAt(end) != ' ') {
                append(' ', offsets[end]);
            }
            open = !known && run.charAt(at) != ' ';
            at = end;
        }
    }

    /** Behind the longest word that is known and stands there; the place itself if there is none. */
    private static int known(String run, int at) {
        char first = run.charAt(at);
        if (first >= 'a' && first <= 'z') {
            for (String word : BY_LETTER[first - 'a']) {
                if (run.startsWith(word, at)) {
                    return at + word.length();
                }
            }
        }
        return at;
    }

    private void append(char c, int at) {
        if (read.length() == from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
        }
        from[read.length()] = at;
        read.append(c);
    }

    /** A letter with no letter or digit next to it. */
    private boolean isLone(int at) {
        return at < text.length()
                && isLetter(text.charAt(at))
                && (at + 1 == text.length() || !isOfWord(text.charAt(at + 1)))
                && (at == 0 || !isOfWord(text.charAt(at - 1)));
    }

    private boolean isSeparator(int at) {
        return at < text.length() && " -_.*|/~+,\u00A0\u2009\u200A".indexOf(text.charAt(at)) >= 0;
    }

    private boolean isBetween(int at) {
        return isSeparator(at) || text.charAt(at) == '\n';
    }

    private static boolean isOfWord(char c) {
        return c < 0x80 ? isLetter(c) || (c >= '0' && c <= '9') : Character.isLetterOrDigit(c);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
