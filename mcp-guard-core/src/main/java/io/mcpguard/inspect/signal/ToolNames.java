package io.mcpguard.inspect.signal;

import java.util.Locale;
import java.util.Set;

/**
 * Finds names of tools that act. An answer that says which tool shows more, {@code use read_file to see all}, is honest and
 * common; one that says to delete is neither. Linear.
 */
final class ToolNames {

    private static final int MAX = 128;
    private static final Set<String> ACTING = Set.of(
            "send",
            "transfer",
            "delete",
            "remove",
            "grant",
            "share",
            "forward",
            "post",
            "upload",
            "pay",
            "buy",
            "order",
            "cancel",
            "publish",
            "withdraw",
            "wipe",
            "email",
            "mail",
            "invite",
            "approve",
            "write",
            "create",
            "update",
            "execute",
            "exec",
            "run",
            "add",
            "set",
            "put",
            "push",
            "move",
            "drop",
            "reset",
            "revoke",
            "disable",
            "unlock",
            "purchase",
            "book",
            "deploy",
            "merge");

    private ToolNames() {}

    static boolean isIn(String text, int start, int end, Situation situation) {
        int at = start;
        while (at < end) {
            int from = at;
            while (at < end && isPart(text.charAt(at))) {
                at++;
            }
            if (at - from > 3 && at - from <= MAX && acts(text, from, at) && situation.isTool(text, from, at)) {
                return true;
            }
            at += at == from ? 1 : 0;
        }
        return false;
    }

    /** Written as a name, and one of its parts a verb that acts. */
    private static boolean acts(String text, int start, int end) {
        int from = start;
        boolean name = false;
        boolean acts = false;
        for (int i = start; i <= end; i++) {
            boolean joint = i < end && (text.charAt(i) == '_' || text.charAt(i) == '-');
            boolean hump = i > start && i < end && isUpper(text.charAt(i)) && !isUpper(text.charAt(i - 1));
            if (i == end || joint || hump) {
                acts |= ACTING.contains(text.substring(from, i).toLowerCase(Locale.ROOT));
                from = joint ? i + 1 : i;
                name |= i < end;
            }
        }
        return name && acts;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
