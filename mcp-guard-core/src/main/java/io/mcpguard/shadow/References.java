package io.mcpguard.shadow;

import io.mcpguard.json.SafeText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's text talks about tools of other servers. A name counts if it is one of another server's and none of
 * the server's own, and if it is written as a name: with an underscore or a capital inside, or beside the word "tool".
 * What the text says of it makes the difference between a mention and an order. Linear in the text; of a text without
 * any of the names each character is looked at, and nothing else is done.
 */
public final class References {

    private static final int MAX_FOUND = 20;
    private static final int MAX_NAME = 100;

    /**
     * A tool of another server that a text talks about.
     *
     * @param name its name
     * @param owner the server that has it
     * @param order whether the text tells the model to use it, leave it, or do something before or after it
     * @param start where the sentence starts that says so
     * @param end where it ends
     */
    public record Reference(String name, String owner, boolean order, int start, int end) {

        /** {@return a sentence for people, names escaped and cut, without a full stop} */
        public String describe() {
            String of = owner.equals(NameClaims.APPLICATION) ? owner : "server " + quote(owner);
            return (order ? "tells the model what to do about tool " : "mentions tool ") + quote(name) + " of " + of;
        }

        private static String quote(String name) {
            return "\"" + SafeText.excerpt(name, MAX_NAME) + "\"";
        }
    }

    private final String server;
    private final ForeignTools tools;
    private final Talk talk;

    /** Counted apart, so that mentions without end hide no order. */
    private final List<Reference> orders = new ArrayList<>();

    private final List<Reference> mentions = new ArrayList<>();

    private References(String server, ForeignTools tools, Talk talk) {
        this.server = server;
        this.tools = tools;
        this.talk = talk;
    }

    /**
     * What a definition says about tools of other servers, in whatever string of it.
     *
     * @param server whose definition it is
     * @param definition an immutable JSON tree
     * @param tools which tools all servers have
     * @return the references, 20 at most, orders first
     */
    public static List<Reference> inDefinition(String server, @Nullable Object definition, ForeignTools tools) {
        var found = new References(server, tools, Talk.DEFINITION);
        var open = new ArrayDeque<Object>();
        if (definition instanceof Map<?, ?> object) {
            // Its own name is no talk about anybody: who has that is judged elsewhere.
            object.forEach((key, value) -> found.member(key, "name".equals(key) ? null : value, open));
        }
        // All of it: how large a tree may be is decided when it is read, and what is left out is where an order would
        // stand.
        while (!open.isEmpty()) {
            Object node = open.poll();
            if (node instanceof Map<?, ?> object) {
                object.forEach((key, value) -> found.member(key, value, open));
            } else if (node instanceof List<?> list) {
                list.forEach(item -> found.value(item, open));
            }
        }
        return found.all();
    }

    /**
     * What instructions say about tools of other servers.
     *
     * @param server whose text it is
     * @param text the text
     * @param tools which tools all servers have
     * @return the references, 20 at most, orders first
     */
    public static List<Reference> inText(String server, String text, ForeignTools tools) {
        return in(server, text, tools, Talk.DEFINITION);
    }

    /**
     * What one string of a result, an error or a notification says about tools of other servers. Such texts speak of tools
     * for many reasons, so that more makes an order than in a definition.
     *
     * @param server whose text it is
     * @param text the text
     * @param tools which tools all servers have
     * @return the references, 20 at most, orders first
     */
    public static List<Reference> inResult(String server, String text, ForeignTools tools) {
        return in(server, text, tools, Talk.RESULT);
    }

    private static List<Reference> in(String server, String text, ForeignTools tools, Talk talk) {
        var found = new References(server, tools, talk);
        found.find(text);
        return found.all();
    }

    private void member(Object key, @Nullable Object value, Deque<Object> open) {
        String text = String.valueOf(key);
        if (!isName(text)) {
            find(text);
        }
        value(value, open);
    }

    private void value(@Nullable Object value, Deque<Object> open) {
        if (value instanceof String text) {
            find(text);
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            open.add(value);
        }
    }

    /** A key of one word is the name of something, whatever that is called. */
    private static boolean isName(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (!Identifiers.isPart(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void find(String text) {
        NameFilter filter = tools.filter();
        var sentence = new Sentence(text);
        Identifiers.of(text, (start, end) -> {
            if (orders.size() < MAX_FOUND && filter.mayHave(text, start, end)) {
                name(text, start, end, sentence);
            }
        });
    }

    private void name(String text, int start, int end, Sentence sentence) {
        boolean named = isDistinctive(text, start, end);
        if (!named && !Sentence.isMarked(text, start, end)) {
            return;
        }
        String name = text.substring(start, end);
        String owner = tools.foreignOwner(server, name);
        if (owner == null) {
            return;
        }
        sentence.at(start, end);
        boolean order = talk.isOrder(sentence);
        List<Reference> alike = order ? orders : mentions;
        if ((named || order) && alike.size() < MAX_FOUND) {
            alike.add(new Reference(name, owner, order, sentence.start(), sentence.end()));
        }
    }

    private List<Reference> all() {
        var all = new ArrayList<>(orders);
        all.addAll(mentions);
        return List.copyOf(all.subList(0, Math.min(MAX_FOUND, all.size())));
    }

    /** Whether nobody would write it by chance: {@code send_mail} and {@code sendMail}, not {@code search} or {@code e-mail}. */
    private static boolean isDistinctive(String text, int start, int end) {
        if (end - start < 4) {
            return false;
        }
        for (int i = start + 1; i + 1 < end; i++) {
            char c = text.charAt(i);
            if (c == '_' || (Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }
}
