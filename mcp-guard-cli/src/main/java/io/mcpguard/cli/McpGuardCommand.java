package io.mcpguard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that has the others. */
@Command(
        name = "mcp-guard",
        description = {
            "Decides which MCP servers to trust, and notices when they change.",
            "",
            "vet shows what servers declare and writes a lock; verify, in CI, says whether they still declare that; "
                    + "diff shows what changed, approve trusts a change, sign makes the lock believable elsewhere; scan judges texts without a server, "
                    + "explain says why, measure counts how much of labelled ones is found."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard vet                      the servers of mcp.json, .vscode/mcp.json, ... in this folder",
            "  mcp-guard verify                   in CI, with the lock that vet wrote",
            "  mcp-guard vet --server files -- npx -y @modelcontextprotocol/server-filesystem /tmp",
            "",
            "More: docs/vetting.md, docs/cli.md"
        },
        synopsisSubcommandLabel = "COMMAND")
final class McpGuardCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command.");
    }
}
