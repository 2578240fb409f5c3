package io.mcpguard.it.realservers;

import static io.mcpguard.it.realservers.ToolUse.use;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done with server-sequential-thinking: a chain of thoughts with a revision and a branch. */
final class ThinkingScript {

    private static final String TOOL = "sequentialthinking";

    private static final List<ToolUse> USES = List.of(
            thought(1, "First I look at the question.", Map.of()),
            thought(2, "The first guess was wrong.", Map.of("isRevision", true, "revisesThought", 1)),
            thought(3, "Another way.", Map.of("branchFromThought", 1, "branchId", "other")),
            use(TOOL, Map.of("thought", "Done.", "thoughtNumber", 4, "totalThoughts", 3, "nextThoughtNeeded", false))
                    .note("the last"),
            use(TOOL, Map.of("thought", "numbers as text", "thoughtNumber", "5", "totalThoughts", "5"))
                    .note("without a part"),
            use(TOOL, Map.of("thought", 1, "thoughtNumber", 0, "totalThoughts", 1, "nextThoughtNeeded", true))
                    .note("of wrong types"));

    private ThinkingScript() {}

    static void run(Driver driver) {
        driver.step("initialize", driver.client()::initialize);
        driver.lists();
        driver.requireUses(USES, Set.of());
        USES.forEach(driver::call);
        driver.call(use("no_such_tool", Map.of()));
        driver.request("no such method", "no/such/method", Map.of());
    }

    private static ToolUse thought(int number, String text, Map<String, Object> more) {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("thought", text);
        arguments.put("thoughtNumber", number);
        arguments.put("totalThoughts", 3);
        arguments.put("nextThoughtNeeded", true);
        return use(TOOL, arguments).note("thought " + number);
    }
}
