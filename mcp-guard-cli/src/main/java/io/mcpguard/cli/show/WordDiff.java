package io.mcpguard.cli.show;

import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts as one, with the words that went and those that came. In colour they are struck through and underlined;
 * without it they stand in {@code [-…-]} and {@code {+…+}}, unless the texts hold such marks themselves: then both stand
 * on a line of their own, so that a server cannot paint a change. Time and memory are bounded: of two long texts that
 * differ in much, the middle is one change.
 */
public final class WordDiff {

    /** Of table cells for the words that are compared one by one. */
    private static final int MAX_CELLS = 1_000_000;

    /** As many words around a change are shown, and as many gaps between them. */
    private static final int CONTEXT = 20;

    private static final int MAX_CHARS = 4_000;

    private final Style style;
    private final List<String> before;
    private final List<String> after;
    private final StringBuilder out = new StringBuilder();

    private WordDiff(Style style, List<String> before, List<String> after) {
        this.style = style;
        this.before = before;
        this.after = after;
    }

    /** {@return the lines that show the difference} */
    public static List<String> lines(Style style, String before, String after) {
        if (!style.colored() && (hasMarks(before) || hasMarks(after))) {
            return List.of("- " + SafeText.excerpt(before, MAX_CHARS), "+ " + SafeText.excerpt(after, MAX_CHARS));
        }
        var diff = new WordDiff(style, words(before), words(after));
        diff.compare();
        return List.of(diff.out.toString());
    }

    private static boolean hasMarks(String text) {
        return text.contains("[-") || text.contains("-]") || text.contains("{+") || text.contains("+}");
    }

    /** Words and what stands between them. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || isWord(text.charAt(i - 1)) != isWord(text.charAt(i))) {
                words.add(text.substring(start, i));
                start = i;
            }
        }
        return words;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_';
    }

    private void compare() {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int skipped = Math.max(0, head - CONTEXT);
        keep((skipped > 0 ? "…" : "") + join(before, skipped, head));
        middle(head, before.size() - tail, after.size() - tail);
        int shown = Math.min(tail, CONTEXT);
        int from = before.size() - tail;
        keep(join(before, from, from + shown) + (shown < tail ? "…" : ""));
    }

    private void middle(int from, int beforeEnd, int afterEnd) {
        int left = beforeEnd - from;
        int right = afterEnd - from;
        if ((long) left * right > MAX_CELLS) {
            change(join(before, from, beforeEnd), join(after, from, afterEnd));
            return;
        }
        int[][] common = new int[left + 1][right + 1];
        for (int i = left - 1; i >= 0; i--) {
            for (int j = right - 1; j >= 0; j--) {
                common[i][j] = before.get(from + i).equals(after.get(from + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var gone = new StringBuilder();
        var come = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < left || j < right) {
            if (i < left && j < right && before.get(from + i).equals(after.get(from + j))) {
                change(gone.toString(), come.toString());
                gone.setLength(0);
                come.setLength(0);
                keep(before.get(from + i++));
                j++;
            } else if (j == right || (i < left && common[i + 1][j] >= common[i][j + 1])) {
                gone.append(before.get(from + i++));
            } else {
                come.append(after.get(from + j++));
            }
        }
        change(gone.toString(), come.toString());
    }

    private void keep(String text) {
        out.append(SafeText.excerpt(text, MAX_CHARS));
    }

    private void change(String gone, String come) {
        if (!gone.isEmpty()) {
            String text = SafeText.excerpt(gone, MAX_CHARS);
            out.append(style.colored() ? style.removed(text) : "[-" + text + "-]");
        }
        if (!come.isEmpty()) {
            String text = SafeText.excerpt(come, MAX_CHARS);
            out.append(style.colored() ? style.added(text) : "{+" + text + "+}");
        }
    }

    private static String join(List<String> words, int from, int to) {
        return String.join("", words.subList(from, to));
    }
}
