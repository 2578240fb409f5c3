package io.mcpguard.approval;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult.Remedy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided.
 *
 * @param in the message, with placeholders where values are redacted
 * @param target the tool, prompt or resource, {@code ""} if there is none
 * @param rules every rule that refuses, sorted; whoever lifts the refusal lifts all of them
 * @param findings why
 * @param remedy who may lift the refusal
 * @param real the payload with the values that placeholders stand for; compared, never shown
 * @param digest what an approval is bound to: who would get what, under which pin and which policy
 * @param basis what a grant is bound to besides: who, under which pin and which policy
 * @param deferrable whether the message can come again, so that an answer may come after it was refused
 */
public record Matter(
        Interception in,
        String target,
        List<String> rules,
        List<Finding> findings,
        Remedy remedy,
        Map<String, @Nullable Object> real,
        String digest,
        String basis,
        boolean deferrable) {

    /** The same message, from the same conversation, refused by the same rules. */
    record Key(String digest, List<String> rules, String conversation, String principal) {}

    Key key() {
        return new Key(
                digest,
                rules,
                in.conversation().id(),
                in.conversation().principal().orElse(""));
    }
}
