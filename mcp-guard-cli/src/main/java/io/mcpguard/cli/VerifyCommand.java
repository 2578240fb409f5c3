package io.mcpguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether servers still declare what the lock has. */
@Command(
        name = "verify",
        description = {
            "Connects to servers and says whether they declare what the lock has. Made for CI: it never writes the lock.",
            "",
            "Status 0: all the same. 1: a change, a server at another place, or one that nobody vetted. 2: a server that "
                    + "does not answer, a lock that cannot be read; if there is a change as well, 1."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard verify",
            "  mcp-guard verify --config .vscode/mcp.json --lock mcp-guard.lock --timeout 120"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Io io;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--json", description = "The result as JSON.")
    private boolean json;

    VerifyCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        return new Comparing(io, options, color.style(io), json, false).run();
    }
}
