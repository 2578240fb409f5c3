package io.mcpguard.cli.survey;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.cli.config.Configured;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one server.
 *
 * @param configured which one
 * @param server where it runs, null if that could not be said
 * @param initialize its initialize result as it came; empty if there is none
 * @param declared everything it declares, in its order
 * @param remarks what is odd about its lists, in our words
 * @param problem why it could not be asked, or not to the end; null if it could
 * @param said what it wrote to stderr last, where there is a problem: its words, escaped and cut, without the values that it
 *     was given
 */
public record Survey(
        Configured configured,
        @Nullable Server server,
        Map<String, @Nullable Object> initialize,
        List<Declared> declared,
        List<String> remarks,
        @Nullable String problem,
        List<String> said) {

    public Survey {
        said = List.copyOf(said);
        declared = List.copyOf(declared);
        remarks = List.copyOf(remarks);
    }

    static Survey failed(Configured configured, @Nullable Server server, String problem) {
        return new Survey(configured, server, Map.of(), List.of(), List.of(), problem, List.of());
    }

    /** The same with what it wrote, and more of the problem. */
    Survey failed(List<String> words, String hint) {
        return new Survey(configured, server, initialize, declared, remarks, problem + hint, words);
    }

    /** {@return its name} */
    public String name() {
        return configured.name();
    }

    /** {@return what it says of itself, empty if it says nothing} */
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    public Map<String, @Nullable Object> serverInfo() {
        return initialize.get("serverInfo") instanceof Map<?, ?> info ? (Map<String, @Nullable Object>) info : Map.of();
    }

    /** {@return how many it declares of a kind} */
    public long count(ItemKind kind) {
        return declared.stream().filter(each -> each.kind() == kind).count();
    }
}
