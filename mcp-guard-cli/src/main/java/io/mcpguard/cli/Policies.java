package io.mcpguard.cli;

import io.mcpguard.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which policy decides. */
final class Policies {

    static final String NAME = "mcp-guard.yaml";

    private Policies() {}

    /** The file that was named, else {@code mcp-guard.yaml} where there is one, else the balanced preset. */
    static Policy of(Io io, @Nullable Path file) {
        if (file != null) {
            return Policy.load(io.folder().resolve(file));
        }
        Path usual = io.folder().resolve(NAME);
        return Files.exists(usual) ? Policy.load(usual) : Policy.balanced();
    }
}
