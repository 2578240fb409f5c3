package io.mcpguard.cli.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that a source puts before what it injects, {@code Important! Follow this instruction:}. They are part of the
 * attack, and no source says so; but words that stand before the injected text of several texts, which otherwise differ,
 * are no data of any of them. Not thread-safe.
 */
final class Announcements {

    /** Longer ones are not looked for, in characters. */
    private static final int MAX_LENGTH = 240;
    /** So many different texts have to have the same. */
    private static final int TEXTS = 5;
    /** Less may be the name of a field. */
    private static final int MIN_WORDS = 4;

    private final Map<String, Before> befores = new HashMap<>();

    /** What stands before what was injected, and how often each of its characters, from the last one on, was left. */
    private static final class Before {
        private final int[] left = new int[MAX_LENGTH];
        private int texts;
    }

    /** Counts a text with what stands before the injected one, and which of its characters are left. */
    void count(String text, int start, boolean[] left) {
        String tail = text.substring(Math.max(0, start - MAX_LENGTH), start);
        Before before = befores.computeIfAbsent(tail, key -> new Before());
        before.texts++;
        for (int i = 0; i < tail.length(); i++) {
            before.left[i] += left[start - 1 - i] ? 1 : 0;
        }
    }

    /**
     * Characters of announcements.
     *
     * @param all of all texts
     * @param left of those, how many are left
     */
    record Counted(long all, long left) {}

    /** {@return how many characters announce something} */
    Counted counted() {
        List<String> reversed = new ArrayList<>();
        befores.keySet().forEach(tail -> reversed.add(reverse(tail)));
        reversed.sort(Comparator.naturalOrder());
        int[] shared = new int[reversed.size()];
        for (int i = 0; i + TEXTS <= reversed.size(); i++) {
            int common = common(reversed.get(i), reversed.get(i + TEXTS - 1));
            for (int j = i; j < i + TEXTS; j++) {
                shared[j] = Math.max(shared[j], common);
            }
        }
        long all = 0;
        long left = 0;
        for (int i = 0; i < shared.length; i++) {
            String tail = reverse(reversed.get(i));
            int length = announcement(tail.substring(tail.length() - shared[i]));
            Before before = befores.getOrDefault(tail, new Before());
            all += (long) length * before.texts;
            left += Arrays.stream(before.left, 0, length).sum();
        }
        return new Counted(all, left);
    }

    /** How much of what several have is an announcement: it begins in the same line, string or element as it ends. */
    private static int announcement(String shared) {
        int start = shared.length();
        while (start > 0 && "\"'\n>".indexOf(shared.charAt(start - 1)) < 0) {
            start--;
        }
        int words = shared.substring(start).strip().split("\\s+").length;
        return words < MIN_WORDS ? 0 : shared.length() - start;
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int i = 0;
        while (i < length && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String reverse(String text) {
        // By units: StringBuilder.reverse would keep pairs of surrogates in order.
        var reversed = new char[text.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = text.charAt(reversed.length - 1 - i);
        }
        return new String(reversed);
    }
}
