package io.mcpguard.pipeline;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what is recorded, also of a message that was refused before anybody redacted it, or that passes as it is.
 *
 * @param text of what a message is about, such as a URI: all values
 * @param payload of a whole message: secrets, for what else is recorded as it is the policy knows
 */
public record Secrets(UnaryOperator<String> text, UnaryOperator<Map<String, @Nullable Object>> payload) {

    /** Leaves everything as it is. */
    public static final Secrets NONE = new Secrets(text -> text, payload -> payload);
}
