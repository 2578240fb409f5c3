package io.mcpguard.shadow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's text talks about tools of other servers. A name counts if it is one of another server's and none of
 * the server's own, and if it is written as a name: with an underscore or a capital inside, or beside the word "tool".
 * What the text says of it makes the difference between a mention and an order. Linear in the text.
 */
public final class References {

    private static final int MAX_FOUND = 20;
    private static final int MAX_NODES = 100_000;

    /**
     * A tool of another server that a text talks about.
     *
     * @param name its name
     * @param owner the server that has it
     * @param order whether the text tells the model to use it, leave it, or do something before or after it
     * @param start where the sentence starts that says so
     * @param end where it ends
     */
    public record Reference(String name, String owner, boolean order, int start, int end) {}

    private References() {}

    /**
     * What a definition says about tools of other servers, in whatever string of it.
     *
     * @param server whose definition it is
     * @param definition an immutable JSON tree
     * @param tools which tools all servers have
     * @return the references, 20 at most, orders first
     */
    public static List<Reference> inDefinition(String server, @Nullable Object definition, ForeignTools tools) {
        var found = new Found();
        var open = new ArrayDeque<Object>();
        if (definition instanceof Map<?, ?> object) {
            // Its own name is no talk about anybody: who has that is judged elsewhere.
            object.forEach((key, value) -> open.add("name".equals(key) || value == null ? "" : value));
        }
        for (int nodes = 0; !open.isEmpty() && nodes < MAX_NODES; nodes++) {
            Object node = open.poll();
            if (node instanceof String text) {
                find(server, text, tools, found);
            } else if (node instanceof Map<?, ?> object) {
                object.forEach((key, value) -> {
                    if (String.valueOf(key).indexOf(' ') >= 0) {
                        open.add(key);
                    }
                    if (value != null) {
                        open.add(value);
                    }
                });
            } else if (node instanceof List<?> list) {
                list.stream().filter(item -> item != null).forEach(open::add);
            }
        }
        return found.all();
    }

    /**
     * What a text says about tools of other servers.
     *
     * @param server whose text it is
     * @param text the text
     * @param tools which tools all servers have
     * @return the references, 20 at most, orders first
     */
    public static List<Reference> inText(String server, String text, ForeignTools tools) {
        var found = new Found();
        find(server, text, tools, found);
        return found.all();
    }

    private static void find(String server, String text, ForeignTools tools, Found found) {
        Identifiers.of(text, identifier -> {
            if (found.orders.size() >= MAX_FOUND) {
                return;
            }
            String owner = tools.foreignOwner(server, identifier.text());
            if (owner == null) {
                return;
            }
            var around = new Around(text, identifier.start(), identifier.end());
            boolean named = isDistinctive(identifier.text());
            if (!named && !around.isMarkedAsName()) {
                return;
            }
            boolean order = around.isOrder();
            if (named || order) {
                found.add(new Reference(identifier.text(), owner, order, around.start(), around.end()));
            }
        });
    }

    /** Counted apart, so that mentions without end hide no order. */
    private static final class Found {

        private final List<Reference> orders = new ArrayList<>();
        private final List<Reference> mentions = new ArrayList<>();

        void add(Reference reference) {
            List<Reference> alike = reference.order ? orders : mentions;
            if (alike.size() < MAX_FOUND) {
                alike.add(reference);
            }
        }

        List<Reference> all() {
            var all = new ArrayList<>(orders);
            all.addAll(mentions);
            return List.copyOf(all.subList(0, Math.min(MAX_FOUND, all.size())));
        }
    }

    /** Whether nobody would write it by chance: {@code send_mail} and {@code sendMail}, not {@code search} or {@code e-mail}. */
    private static boolean isDistinctive(String name) {
        if (name.length() < 4) {
            return false;
        }
        for (int i = 1; i + 1 < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || (Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** The sentence around a name. */
    private static final class Around {

        private static final int REACH = 300;
        private static final int WORDS_BEFORE = 8;
        private static final int WORDS_AFTER = 8;

        private static final Set<String> BEFORE = Set.of(
                "before",
                "after",
                "instead",
                "rather",
                "prior",
                "avoid",
                "never",
                "not",
                "don't",
                "prefer",
                "override",
                "overrides",
                "replaces",
                "supersedes",
                "intercepts",
                "always",
                "must",
                "first",
                "when",
                "whenever",
                "use",
                "using",
                "call",
                "calling",
                "invoke",
                "invoking",
                "run",
                "running",
                "execute",
                "executing");
        private static final Set<String> AFTER = Set.of(
                "instead",
                "first",
                "must",
                "should",
                "always",
                "never",
                "deprecated",
                "disabled",
                "broken",
                "unsafe",
                "insecure",
                "unavailable",
                "not",
                "don't",
                "anymore");

        private final String text;
        private final int nameStart;
        private final int nameEnd;
        private final int start;
        private final int end;

        Around(String text, int nameStart, int nameEnd) {
            this.text = text;
            this.nameStart = nameStart;
            this.nameEnd = nameEnd;
            this.start = back();
            this.end = forward();
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        private int back() {
            int at = nameStart;
            while (at > 0 && nameStart - at < REACH && !isStop(at - 1)) {
                at--;
            }
            return at;
        }

        private int forward() {
            int at = nameEnd;
            while (at < text.length() && at - nameEnd < REACH && !isStop(at)) {
                at++;
            }
            return Math.min(text.length(), at + 1);
        }

        private boolean isStop(int at) {
            char c = text.charAt(at);
            return c == '\n'
                    || ((c == '.' || c == '!' || c == '?')
                            && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1))));
        }

        /** Beside the word that says that it is a tool; quotes alone say too little, since values stand in them as well. */
        boolean isMarkedAsName() {
            return isTool(word(nameEnd, 1)) || isTool(word(nameStart, -1));
        }

        private static boolean isTool(String word) {
            return word.equals("tool") || word.equals("function");
        }

        boolean isOrder() {
            return has(nameStart, -1, WORDS_BEFORE, BEFORE) || has(nameEnd, 1, WORDS_AFTER, AFTER);
        }

        private String word(int from, int step) {
            int[] at = {from};
            return next(at, step);
        }

        private boolean has(int from, int step, int words, Set<String> cues) {
            int[] at = {from};
            for (int i = 0; i < words; i++) {
                String word = next(at, step);
                if (word.isEmpty()) {
                    return false;
                }
                if (cues.contains(word)) {
                    return true;
                }
            }
            return false;
        }

        /** The next word of the sentence in a direction, in lower case; empty if there is none. */
        private String next(int[] at, int step) {
            int i = step > 0 ? at[0] : at[0] - 1;
            while (i >= start && i < end && !isLetter(i)) {
                i += step;
            }
            int from = i;
            while (i >= start && i < end && isLetter(i)) {
                i += step;
            }
            at[0] = step > 0 ? i : i + 1;
            String word = step > 0 ? text.substring(from, i) : text.substring(i + 1, from + 1);
            return word.length() > 20 ? "-" : lower(word);
        }

        private boolean isLetter(int i) {
            char c = text.charAt(i);
            return Character.isLetterOrDigit(c)
                    || c == '_'
                    || (c == '\''
                            && i > start
                            && i + 1 < end
                            && Character.isLetter(text.charAt(i - 1))
                            && Character.isLetter(text.charAt(i + 1)));
        }

        private static String lower(String word) {
            return word.toLowerCase(Locale.ROOT);
        }
    }
}
