package io.mcpguard.cli;

import picocli.CommandLine.Command;

/** Says whether servers still declare what the lock has. */
@Command(
        name = "verify",
        description = {
            "Connects to servers and says whether they declare what the lock has. Made for CI: it never writes the lock.",
            "",
            "Status 0: all the same. 1: a change, a server at another place, one that nobody vetted, a lock that --trust-key "
                    + "did not sign. 2: a server that does not answer, a lock or key that cannot be read; if there is a "
                    + "change as well, 1. A server that the lock has and no file configures is told, and is a 1 with --complete."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard verify",
            "  mcp-guard verify --config .vscode/mcp.json --lock mcp-guard.lock --timeout 120",
            "  mcp-guard verify --trust-key team.pub.pem"
        })
final class VerifyCommand extends ComparingCommand {

    VerifyCommand(Io io) {
        super(io, false);
    }
}
