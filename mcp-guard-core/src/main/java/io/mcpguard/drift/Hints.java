package io.mcpguard.drift;

import static io.mcpguard.api.trust.DriftSeverity.CRITICAL;
import static io.mcpguard.api.trust.DriftSeverity.SUSPICIOUS;

import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a tool promise, with the defaults of the MCP specification (ToolAnnotations): not read-only,
 * destructive, not idempotent, open world.
 */
record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld, boolean saysItDestroys) {

    static Hints of(@Nullable Object definition) {
        Object annotations = Tree.member(definition, "annotations");
        boolean readOnly = hint(annotations, "readOnlyHint", false);
        return new Hints(
                readOnly,
                !readOnly && hint(annotations, "destructiveHint", true),
                readOnly || hint(annotations, "idempotentHint", false),
                hint(annotations, "openWorldHint", true),
                !readOnly && hint(annotations, "destructiveHint", false));
    }

    private static boolean hint(@Nullable Object annotations, String name, boolean usual) {
        return Tree.member(annotations, name) instanceof Boolean value ? value : usual;
    }

    /** Weighs a change of the annotations by what they promised and promise now. */
    static Change weigh(Change change, Hints before, Hints now) {
        if ((before.readOnly && !now.readOnly) || (!before.destructive && now.destructive)) {
            return change.atLeast(CRITICAL, "a hint is weaker: it may change or destroy things now");
        }
        if (!before.openWorld && now.openWorld) {
            return change.atLeast(CRITICAL, "a hint is weaker: it may reach the outside now");
        }
        if (before.idempotent && !now.idempotent) {
            return change.atLeast(SUSPICIOUS, "a hint is weaker: calling it twice is no longer like calling it once");
        }
        if (Boolean.FALSE.equals(change.before())
                && Boolean.TRUE.equals(change.after())
                && change.pointer().endsWith("/readOnlyHint")) {
            return change.atLeast(SUSPICIOUS, "a tool that said it changes things says the opposite");
        }
        return change;
    }
}
