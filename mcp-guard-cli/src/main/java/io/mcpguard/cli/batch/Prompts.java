package io.mcpguard.cli.batch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a row says what the user had asked when the text came.
 *
 * @param members the first of these that is there and a string counts
 * @param otherwise what was asked where none is, {@code ""} if that is not known
 */
public record Prompts(List<String> members, String otherwise) {

    /** As docs/cli.md has it. */
    public static final Prompts DEFAULT = new Prompts(List.of("user_prompt"), "");

    /** Copies the members. */
    public Prompts {
        members = List.copyOf(members);
    }

    String of(Map<String, @Nullable Object> row) {
        for (String member : members) {
            if (row.get(member) instanceof String prompt && !prompt.isBlank()) {
                return prompt;
            }
        }
        return otherwise;
    }
}
