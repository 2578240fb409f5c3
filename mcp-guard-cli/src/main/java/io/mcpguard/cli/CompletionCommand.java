package io.mcpguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(mcp-guard completion)",
            "  mcp-guard completion > /etc/bash_completion.d/mcp-guard"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        io.out().print(Main.completion(spec.root().commandLine()));
        io.out().flush();
        return Exit.FINE;
    }
}
