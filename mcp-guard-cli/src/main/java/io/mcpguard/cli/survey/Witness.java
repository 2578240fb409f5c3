package io.mcpguard.cli.survey;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sees answers as the guard saw them, whole and unchanged, where the SDK keeps only what it knows. */
final class Witness implements Validator {

    private final Map<String, Map<String, @Nullable Object>> last = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public Hook hook() {
        return Hook.responses("initialize", "tools/list", "prompts/list", "resources/list", "resources/templates/list");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (in.fromServer() && in.kind() == Interception.Kind.RESULT) {
            last.put(in.event(), in.payload());
        }
        return ValidationResult.valid();
    }

    /** The last result of a method, which is forgotten then; null if there is none. */
    @Nullable
    Map<String, @Nullable Object> take(String method) {
        return last.remove(method);
    }
}
