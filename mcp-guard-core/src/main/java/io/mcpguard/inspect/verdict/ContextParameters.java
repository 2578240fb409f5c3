package io.mcpguard.inspect.verdict;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that a tool declares and whose name alone makes a model fill in what is none of the tool's business: the
 * conversation, the system prompt, the other tools, its own reasoning (HiddenLayer, "Exploiting MCP tool parameters",
 * 2025). One of them is noticed. A tool that asks for the other tools or the reasoning and for something else of this kind
 * is clear; one that wraps a model honestly asks for a system prompt and the conversation.
 */
public final class ContextParameters {

    public static final String RULE = BuiltIn.PARAMETER;

    /** A longer name says more than one of these. */
    private static final int MAX_NAME = 40;

    private static final Map<String, Wanted> NAMES = names();

    /** The item of a list that the last parameter was of. */
    private @Nullable Object item;

    private final Set<Wanted> wanted = EnumSet.noneOf(Wanted.class);

    /** The name of a parameter, with the place of its tool in the list. */
    public void visit(@Nullable Object ofItem, String name, Consumer<? super Match> found) {
        Wanted asked = name.length() > MAX_NAME ? null : NAMES.get(letters(name));
        if (asked == null) {
            return;
        }
        if (ofItem == null || !ofItem.equals(item)) {
            wanted.clear();
            item = ofItem;
        }
        wanted.add(asked);
        boolean clear = wanted.size() > 1 && (wanted.contains(Wanted.TOOLS) || wanted.contains(Wanted.REASONING));
        found.accept(Match.of(
                RULE,
                "out-of-scope-parameter",
                clear ? Severity.ERROR : Severity.WARN,
                clear ? 0.9 : 0.6,
                "declares a parameter for what only the model knows",
                0,
                name.length(),
                Rule.Cut.MATCH));
    }

    /** Small letters alone: {@code conversation_history} and {@code conversationHistory} are one name. */
    private static String letters(String name) {
        var letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append((char) (c + 'a' - 'A'));
            } else if (c != '_' && c != '-' && c != '.' && c != ' ') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static Map<String, Wanted> names() {
        var names = new HashMap<String, Wanted>();
        for (Wanted wanted : Wanted.values()) {
            wanted.names.forEach(name -> names.put(name, wanted));
        }
        return Map.copyOf(names);
    }

    /** What a name asks for. */
    private enum Wanted {
        CONVERSATION(
                "conversationhistory",
                "conversationlog",
                "conversationtranscript",
                "fullconversation",
                "chathistory",
                "chatlog",
                "messagehistory",
                "previousmessages",
                "dialoghistory",
                "dialoguehistory",
                "originaluserprompt",
                "originaluserquery",
                "originaluserrequest"),
        PROMPT("systemprompt", "systemmessage", "systeminstructions", "contextwindow", "fullcontext"),
        TOOLS(
                "toolslist",
                "toollist",
                "listoftools",
                "availabletools",
                "toolcallhistory",
                "toolhistory",
                "previoustoolcalls"),
        REASONING("chainofthought", "innerthoughts", "reasoningtrace");

        @SuppressWarnings("ImmutableEnumChecker") // a List.of
        private final List<String> names;

        Wanted(String... names) {
            this.names = List.of(names);
        }
    }
}
