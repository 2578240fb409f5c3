package io.mcpguard.drift;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.SafeText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes changes for people, one line each. */
final class ChangeText {

    private static final int POINTER = 160;
    private static final int VALUE = 160;

    /** As much of what both texts have in common is shown before and behind the part that differs. */
    private static final int CONTEXT = 24;

    private ChangeText() {}

    static String describe(Change change) {
        return switch (change.kind()) {
            case ADDED -> place(change) + "added " + value(change.after());
            case REMOVED -> place(change) + "removed " + value(change.before());
            case CHANGED -> place(change) + difference(change.before(), change.after());
            case MORE ->
                Integer.valueOf(1).equals(change.after())
                        ? "and 1 more change"
                        : "and " + change.after() + " more changes";
        };
    }

    /** A pointer in quotes, unless it is plain: keys of a server could look like a change, too. */
    private static String place(Change change) {
        String pointer = change.pointer();
        if (pointer.isEmpty()) {
            return "";
        }
        return (isPlain(pointer) ? SafeText.excerpt(pointer, POINTER) : quote(pointer, 0, pointer.length())) + ": ";
    }

    private static boolean isPlain(String pointer) {
        return pointer.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != ':' && c != '\\');
    }

    private static String value(@Nullable Object value) {
        return value instanceof String text
                ? quote(text, 0, text.length())
                : SafeText.excerpt(new String(CanonicalJson.write(value), StandardCharsets.UTF_8), VALUE);
    }

    private static String difference(@Nullable Object before, @Nullable Object after) {
        if (!(before instanceof String old) || !(after instanceof String now)) {
            return value(before) + " → " + value(after);
        }
        if (old.length() <= VALUE && now.length() <= VALUE) {
            return value(old) + " → " + value(now);
        }
        int shorter = Math.min(old.length(), now.length());
        int head = 0;
        while (head < shorter && old.charAt(head) == now.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && old.charAt(old.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
            tail++;
        }
        int from = Math.max(0, head - CONTEXT);
        int behind = Math.max(0, tail - CONTEXT);
        return quote(old, from, old.length() - behind) + " → " + quote(now, from, now.length() - behind);
    }

    /**
     * Part of a text in quotes, with an ellipsis where it was cut. Quotes in the text are escaped, so that it cannot
     * play another change.
     */
    private static String quote(String text, int from, int to) {
        int start = isInsidePair(text, from) ? from - 1 : from;
        int end = Math.min(to, start + VALUE);
        end = isInsidePair(text, end) ? end + 1 : end;
        String part = text.substring(start, end).replace("\\", "\\\\").replace("\"", "\\\"");
        // twice, since escaping made it longer; what is cut for good was cut above
        return "\"" + (start > 0 ? "…" : "") + SafeText.excerpt(part, 2 * VALUE + 2) + (end < text.length() ? "…" : "")
                + "\"";
    }

    private static boolean isInsidePair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
