package io.mcpguard.cli;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.lock.Waiting;
import io.mcpguard.cli.show.WaitingText;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.TrustBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trusts definitions that wait in the lock. */
@Command(
        name = "approve",
        description = {
            "Shows definitions of the lock that are not approved, and approves those you say yes to.",
            "",
            "What is approved is one definition with one digest, never a name. Changes get into the lock by vet, or by a "
                    + "running application; nothing is connected to here. On a terminal you are asked for each; elsewhere "
                    + "--yes is needed. Without SERVER and --all it shows what is held, and approves nothing."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard approve                             what is held",
            "  mcp-guard approve files tool read_file        asks",
            "  mcp-guard approve files                       asks for each that is held",
            "  mcp-guard approve --all --seen --yes          all, also what was pinned at first sight"
        })
final class ApproveCommand implements Callable<Integer> {

    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVER", description = "The server's name in the lock.")
    private @Nullable String server;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KIND",
            description = "tool, prompt, template, resource, instructions, capabilities or protocol_version.")
    private @Nullable String kind;

    @Parameters(index = "2", arity = "0..1", paramLabel = "NAME", description = "Its name; instructions have none.")
    private @Nullable String name;

    @Option(names = "--all", description = "Of all servers.")
    private boolean all;

    @Option(names = "--seen", description = "Also what was pinned at first sight; else only what is held.")
    private boolean seen;

    @Option(
            names = "--digest",
            paramLabel = "SHA256",
            description = "Only the definition with this digest, which may be its beginning, 8 digits at least.")
    private @Nullable String digest;

    @Option(names = "--yes", description = "Without asking.")
    private boolean yes;

    @Option(names = "--lock", paramLabel = "FILE", description = "The lock; mcp-guard.lock if not given.")
    private Path lock = Path.of("mcp-guard.lock");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy that decides; mcp-guard.yaml if there is one, else the balanced preset.")
    private @Nullable Path policyFile;

    @Mixin
    private ColorOption color = new ColorOption();

    ApproveCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        check();
        Path file = io.folder().resolve(lock);
        if (!Files.exists(file)) {
            throw new CliException(file + ": no such file; run mcp-guard vet first");
        }
        Policy policy = Policies.of(io, policyFile);
        var store = LockFile.at(file);
        Pins pins = store.load().toCompletableFuture().join().pins();
        if (server != null && pins.server(server).isEmpty()) {
            throw new CliException(file + ": no server \"" + SafeText.excerpt(server, 100) + "\"; it has "
                    + SafeText.excerpt(String.join(", ", pins.servers().keySet()), 400));
        }
        List<Waiting> wanted =
                Waiting.in(pins, policy).stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            io.out().println("Nothing waits for approval.");
            return all || server == null ? Exit.FINE : Exit.UNKNOWN;
        }
        return approve(wanted, new TrustBook(store, policy.pin()));
    }

    private void check() {
        if (all && server != null) {
            throw new ParameterException(spec.commandLine(), "--all and a SERVER do not go together.");
        }
        if (kind != null && kind() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No kind is called \"" + kind + "\"; there are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(ItemKind.values())
                                            .map(Named::word)
                                            .toList()) + ".");
        }
        if (digest != null && digits(digest).length() < 8) {
            throw new ParameterException(spec.commandLine(), "--digest needs 8 digits at least.");
        }
    }

    private @Nullable ItemKind kind() {
        return Arrays.stream(ItemKind.values())
                .filter(each -> Named.word(each).equals(String.valueOf(kind).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private boolean isWanted(Waiting waiting) {
        return (server == null || server.equals(waiting.server()))
                && (kind == null || waiting.pin().kind() == kind())
                && (name == null || name.equals(waiting.pin().name()))
                && (digest == null || digits(waiting.pin().digest()).startsWith(digits(digest)))
                && (seen || name != null || waiting.pin().state() == PinState.HELD);
    }

    private static String digits(String digest) {
        return digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
    }

    private int approve(List<Waiting> wanted, TrustBook book) {
        boolean onlyShow = server == null && !all;
        int approved = 0;
        for (Waiting waiting : wanted) {
            WaitingText.lines(color.style(io), waiting).forEach(io.out()::println);
            if (!onlyShow && (yes || io.confirms("Approve " + WaitingText.name(waiting) + "?"))) {
                approved += approve(waiting, book);
            }
        }
        if (onlyShow) {
            io.out().println(wanted.size() + " held. Approve with: mcp-guard approve SERVER KIND NAME");
            return Exit.FOUND;
        }
        if (!yes && !io.terminal().in()) {
            throw new CliException("nobody to ask: standard input is no terminal; give --yes if you have read this");
        }
        io.out().println(approved + " of " + wanted.size() + " approved" + (approved > 0 ? " in " + lock : "") + ".");
        return approved == wanted.size() ? Exit.FINE : Exit.FOUND;
    }

    private static int approve(Waiting waiting, TrustBook book) {
        var pin = waiting.pin();
        boolean known = book.approve(waiting.server(), pin.kind(), pin.name(), pin.digest())
                .toCompletableFuture()
                .join();
        if (!known) {
            throw new CliException(WaitingText.name(waiting) + ": the lock changed meanwhile; run the command again");
        }
        return 1;
    }
}
