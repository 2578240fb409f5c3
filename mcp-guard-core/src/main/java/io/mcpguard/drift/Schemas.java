package io.mcpguard.drift;

import static io.mcpguard.api.trust.DriftSeverity.CRITICAL;
import static io.mcpguard.api.trust.DriftSeverity.SUSPICIOUS;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs changes inside a schema of arguments: what may come in that could not before. */
final class Schemas {

    private static final String WIDER = "the schema is wider";
    private static final String ANYTHING = "the schema takes anything now";
    private static final String FREE = "a tool that destroys takes free text where it had a choice";

    private Schemas() {}

    /**
     * Weighs one change.
     *
     * @param path the segments of its pointer behind the schema's
     * @param destroys whether the tool said that it destroys things
     */
    static Change weigh(Change change, List<String> path, boolean destroys) {
        if (path.isEmpty()) {
            return change.kind() == Change.Kind.REMOVED ? change.atLeast(CRITICAL, ANYTHING) : change;
        }
        String last = path.get(path.size() - 1);
        String parent = path.size() < 2 ? "" : path.get(path.size() - 2);
        if (parent.equals("properties") || parent.equals("patternProperties")) {
            return change.kind() == Change.Kind.ADDED ? parameter(change, last) : change;
        }
        return switch (last) {
            case "additionalProperties", "unevaluatedProperties" ->
                isOpen(change.after()) && Boolean.FALSE.equals(change.before())
                        ? change.atLeast(SUSPICIOUS, WIDER)
                        : change;
            case "type" -> type(change);
            case "enum", "const" ->
                switch (change.kind()) {
                    case ADDED -> change;
                    case REMOVED -> destroys ? change.atLeast(CRITICAL, FREE) : change.atLeast(SUSPICIOUS, WIDER);
                    default -> change.atLeast(SUSPICIOUS, WIDER);
                };
            case "pattern", "propertyNames", "not" ->
                change.kind() == Change.Kind.ADDED ? change : change.atLeast(SUSPICIOUS, WIDER);
            case "default" ->
                change.before() instanceof Boolean && change.after() instanceof Boolean
                        ? change.atLeast(SUSPICIOUS, "another default")
                        : change;
            default -> change;
        };
    }

    private static Change parameter(Change change, String name) {
        String asks = Asking.by(name);
        return asks == null ? change : change.atLeast(CRITICAL, asks);
    }

    /** Left out it is open too, but that is what another generator of schemas writes for every tool. */
    private static boolean isOpen(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    private static Change type(Change change) {
        if (change.kind() != Change.Kind.CHANGED) {
            return change;
        }
        Set<Object> more = types(change.after());
        more.removeAll(types(change.before()));
        more.remove("null");
        if (types(change.before()).contains("number")) {
            more.remove("integer");
        }
        return more.isEmpty() ? change : change.atLeast(SUSPICIOUS, WIDER);
    }

    private static Set<Object> types(@Nullable Object type) {
        return type instanceof List<?> several ? new HashSet<>(several) : new HashSet<>(List.of(String.valueOf(type)));
    }
}
