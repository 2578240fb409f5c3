package io.mcpguard.it.realservers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds every place at which two JSON trees differ: values, types of numbers, order of keys, and lines of texts. */
final class TreeDiff {

    private static final int CONTEXT = 60;

    private final List<Difference> found = new ArrayList<>();

    private TreeDiff() {}

    static List<Difference> between(Object before, Object after) {
        var diff = new TreeDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.found);
    }

    private void compare(String at, Object before, Object after) {
        if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
            compareObjects(at, a, b);
        } else if (before instanceof List<?> a && after instanceof List<?> b) {
            compareLists(at, a, b);
        } else if (before instanceof String a && after instanceof String b) {
            compareTexts(at, a, b);
        } else if (!Objects.equals(before, after)) {
            // Also 1 and 1.0, which are Long and Double.
            add(at, show(before) + " became " + show(after));
        }
    }

    private void compareObjects(String at, Map<?, ?> before, Map<?, ?> after) {
        var keys = new LinkedHashSet<Object>(before.keySet());
        keys.addAll(after.keySet());
        for (Object key : keys) {
            String child = at + "/" + escape(key.toString());
            if (!after.containsKey(key)) {
                add(child, show(before.get(key)) + " is missing");
            } else if (!before.containsKey(key)) {
                add(child, show(after.get(key)) + " is new");
            } else {
                compare(child, before.get(key), after.get(key));
            }
        }
        var common = new ArrayList<Object>(before.keySet());
        common.retainAll(after.keySet());
        var now = new ArrayList<Object>(after.keySet());
        now.retainAll(before.keySet());
        if (!common.equals(now)) {
            add(at + "/#order", common + " became " + now);
        }
    }

    private void compareLists(String at, List<?> before, List<?> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            compare(at + "/" + i, before.get(i), after.get(i));
        }
        if (before.size() != after.size()) {
            List<?> longer = before.size() > after.size() ? before : after;
            add(
                    at + "/#length",
                    before.size() + " became " + after.size() + "; only one has "
                            + show(longer.get(Math.min(before.size(), after.size()))));
        }
    }

    private void compareTexts(String at, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        String[] a = before.split("\n", -1);
        String[] b = after.split("\n", -1);
        if (a.length == 1 || a.length != b.length) {
            text(at, before, after);
            return;
        }
        for (int i = 0; i < a.length; i++) {
            if (!a[i].equals(b[i])) {
                text(at + "/#line " + (i + 1), a[i], b[i]);
            }
        }
    }

    /** The part that changed, with some text around it. */
    private static String change(String before, String after) {
        int start = 0;
        while (start < Math.min(before.length(), after.length()) && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(before.length(), after.length()) - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        return part(before, start, end) + " became " + part(after, start, end);
    }

    private static String part(String text, int start, int end) {
        int from = Math.max(0, start - CONTEXT / 3);
        int to = Math.min(text.length(), text.length() - end + CONTEXT / 3);
        return (from > 0 ? "…" : "") + show(text.substring(from, to)) + (to < text.length() ? "…" : "");
    }

    private static String show(Object value) {
        String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        String cut = text.length() <= 3 * CONTEXT ? text : text.substring(0, 3 * CONTEXT) + "…";
        return cut.replace("\n", "\\n");
    }

    private void text(String pointer, String before, String after) {
        found.add(new Difference(pointer, change(before, after), before, after));
    }

    private void add(String pointer, String text) {
        found.add(new Difference(pointer, text, null, null));
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
