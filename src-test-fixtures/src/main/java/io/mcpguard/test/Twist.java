package io.mcpguard.test;

import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Misbehaviour} does: which requests it answers in its own way, and how.
 *
 * @param concerns tells by method and params
 * @param act says whatever it likes in place of the answer, which is in the turn
 */
record Twist(BiPredicate<String, Map<String, @Nullable Object>> concerns, Consumer<Turn> act) {

    /** With this a test sees that the session works on. */
    static final String SPARED = "list_files";

    private static final Set<String> LISTS = Set.of("tools/list", "prompts/list", "resources/list");

    static Twist of(String method, Consumer<Turn> act) {
        return new Twist((asked, params) -> asked.equals(method), act);
    }

    static Twist lists(Consumer<Turn> act) {
        return new Twist((asked, params) -> LISTS.contains(asked), act);
    }

    static Twist calls(Consumer<Turn> act) {
        return new Twist((asked, params) -> asked.equals("tools/call") && !SPARED.equals(params.get("name")), act);
    }
}
