package io.mcpguard.cli;

import picocli.CommandLine.Command;

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
final class DiffCommand extends ComparingCommand {

    DiffCommand(Io io) {
        super(io, true);
    }
}
