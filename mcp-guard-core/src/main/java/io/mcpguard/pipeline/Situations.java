package io.mcpguard.pipeline;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.inspect.signal.Asked;
import io.mcpguard.inspect.signal.FieldHistory;
import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.inspect.signal.Situation;
import io.mcpguard.shadow.ForeignTools;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the guard knows around each message of one server: the tools of all servers, the user's prompt where the application
 * gave one, and what the fields of results have held. It lives as long as the line to the server. Thread-safe; its memory is
 * bounded as {@link FieldHistory} says.
 */
public final class Situations {

    private final @Nullable ForeignTools tools;
    private final Set<Signal> signals;
    private final FieldHistory history = new FieldHistory();
    private volatile Prompt last = new Prompt("", Asked.NOTHING);

    /** What was asked in a prompt, since many messages belong to one. */
    private record Prompt(String text, Asked asked) {}

    /**
     * Knows nothing yet.
     *
     * @param tools the tools of all servers, null if none are known
     */
    public Situations(@Nullable ForeignTools tools) {
        this(tools, EnumSet.allOf(Signal.class));
    }

    /**
     * One that heeds some signals only, for those who measure what each adds.
     *
     * @param tools the tools of all servers, null if none are known
     * @param signals those that count
     */
    public Situations(@Nullable ForeignTools tools, Set<Signal> signals) {
        this.tools = tools;
        this.signals = Set.copyOf(signals);
    }

    /**
     * What is known around a message.
     *
     * @param in the message
     * @return it, to be asked while the message is inspected
     */
    public Situation of(Intercepted in) {
        Asked asked = asked(in);
        String tool = tool(in);
        return new Situation() {
            @Override
            public boolean isTool(String text, int start, int end) {
                return tools != null && tools.isTool(text, start, end);
            }

            @Override
            public Asked asked() {
                return asked;
            }

            @Override
            public boolean heldNoProse(long field) {
                return tool != null && history.heldNoProse(tool, field);
            }

            @Override
            public boolean uses(Signal signal) {
                return signals.contains(signal);
            }
        };
    }

    /** Takes a message in which nothing was found. */
    void learn(Intercepted in) {
        String tool = tool(in);
        if (tool != null && in.kind() == Kind.RESULT) {
            history.learn(tool, in.payload());
        }
    }

    private Asked asked(Intercepted in) {
        String prompt = in.conversation().prompt().orElse("");
        Prompt known = last;
        if (!known.text.equals(prompt)) {
            known = new Prompt(prompt, Asked.of(prompt));
            last = known;
        }
        return known.asked;
    }

    private static @Nullable String tool(Intercepted in) {
        return in.fromServer() && in.event().equals("tools/call") ? Targets.of(in) : null;
    }
}
