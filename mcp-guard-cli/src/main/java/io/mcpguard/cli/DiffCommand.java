package io.mcpguard.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what servers declare otherwise than the lock has it. */
@Command(
        name = "diff",
        description = {
            "Connects to servers and shows each change since they were vetted, word by word. It never writes the lock.",
            "",
            "Without colour, words that went stand in [-...-], words that came in {+...+}. Changes are compared with "
                    + "what a person approved, else with what was seen first."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard diff",
            "  mcp-guard diff --color=always | less -R",
            "  mcp-guard diff --json"
        })
final class DiffCommand implements Callable<Integer> {

    private final Io io;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private TrustedKeys keys = new TrustedKeys();

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--json", description = "The changes as JSON.")
    private boolean json;

    DiffCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        return new Comparing(io, options, keys, color.style(io), json, true).run();
    }
}
