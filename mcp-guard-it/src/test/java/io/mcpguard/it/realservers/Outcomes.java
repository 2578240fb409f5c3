package io.mcpguard.it.realservers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a call gave its caller, as a tree: a result, nothing, or an exception with everything it says. */
final class Outcomes {

    private static final int MAX_CAUSES = 5;

    private Outcomes() {}

    static Object of(Callable<?> call) {
        try {
            Object result = call.call();
            return result == null
                    ? "nothing"
                    : Recorder.tree(Map.of("result", result)).get("result");
        } catch (Exception e) {
            return ofFailure(e);
        }
    }

    /** Its type and message, and those of its causes: a framework may show any of them to the model. */
    static Object ofFailure(Throwable failure) {
        var tree = new LinkedHashMap<String, Object>();
        Throwable at = failure;
        for (int i = 0; at != null && i < MAX_CAUSES; i++) {
            tree.put(i == 0 ? "exception" : "cause " + i, at.getClass().getName() + ": " + at.getMessage());
            at = at.getCause();
        }
        return tree;
    }
}
