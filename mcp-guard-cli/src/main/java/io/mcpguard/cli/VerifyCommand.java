package io.mcpguard.cli;

import java.io.IOException;
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
            "Status 0: all the same. 1: a change, a server at another place, one that nobody vetted, a lock that --trust-key "
                    + "did not sign. 2: a server that does not answer, a lock or key that cannot be read; if there is a "
                    + "change as well, 1."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard verify",
            "  mcp-guard verify --config .vscode/mcp.json --lock mcp-guard.lock --timeout 120",
            "  mcp-guard verify --trust-key team.pub.pem"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Io io;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private TrustedKeys keys = new TrustedKeys();

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--json", description = "The result as JSON.")
    private boolean json;

    VerifyCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        return new Comparing(io, options, keys, color.style(io), json, false).run();
    }
}
