package io.mcpguard.cli;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.config.ConfigFiles;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.lock.BoundStore;
import io.mcpguard.cli.lock.Waiting;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.TrustBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "What is approved is one definition with one digest, never a name, and only while the lock stays as it was "
                    + "shown. Changes get into the lock by vet, or by a running application; nothing is connected to "
                    + "here. On a terminal you are asked for each. --yes says yes to all of them, also to attacks: it is "
                    + "for scripts of people who have read the list before. Without a terminal and without --yes nothing is "
                    + "approved, and the status is 1. Without SERVER and --all it shows what is held, and approves nothing.",
            "",
            "With the KIND identity it shows where the server runs by the configuration now, beside where the lock has it, "
                    + "and puts the new place and the digests of its files into the lock."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard approve                             what is held",
            "  mcp-guard approve files tool read_file        asks",
            "  mcp-guard approve files                       asks for each that is held",
            "  mcp-guard approve files identity              after a move, or with new files",
            "  mcp-guard approve --all --seen --yes          all, also what was pinned at first sight"
        })
final class ApproveCommand implements Callable<Integer> {

    private static final String IDENTITY = "identity";

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
            description = "tool, prompt, template, resource, instructions, capabilities, protocol_version or identity.")
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "For identity: the file that says where servers run; the usual ones of this folder if not given.")
    private List<Path> configs = List.of();

    @Option(
            names = "--input",
            paramLabel = "ID=VALUE",
            description = "For identity: what VS Code would ask you for, as ${input:ID}.")
    private Map<String, String> inputs = Map.of();

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
        var store = BoundStore.of(LockFile.at(file), lock.toString());
        Pins pins = store.pins();
        if (server != null && pins.server(server).isEmpty()) {
            throw new CliException(file + ": no server \"" + SafeText.excerpt(server, 100) + "\"; it has "
                    + SafeText.excerpt(String.join(", ", pins.servers().keySet()), 400));
        }
        if (server != null && IDENTITY.equals(kind)) {
            return approveIdentity(server, policy, store);
        }
        List<Waiting> wanted = heldFirst(
                Waiting.in(pins, policy).stream().filter(this::isWanted).toList());
        if (wanted.isEmpty()) {
            io.out().println("Nothing waits for approval.");
            return all || server == null ? Exit.FINE : Exit.UNKNOWN;
        }
        boolean onlyShow = server == null && !all;
        return approval(file).run(wanted, new TrustBook(store, policy.pin()), pins, onlyShow);
    }

    private int approveIdentity(String of, Policy policy, BoundStore store) {
        var files = new ConfigFiles(io.folder(), io.environment(), inputs);
        List<Configured> configured = files.read(configs.isEmpty() ? files.usual() : configs);
        Approval approval = approval(io.folder().resolve(lock));
        return new IdentityApproval(io, color.style(io), store).run(of, configured, policy, approval);
    }

    private Approval approval(Path file) {
        return new Approval(io, color.style(io), file, yes);
    }

    private void check() {
        if (all && server != null) {
            throw new ParameterException(spec.commandLine(), "--all and a SERVER do not go together.");
        }
        if (kind != null && !IDENTITY.equals(kind) && kind() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No kind is called \"" + kind + "\"; there are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(ItemKind.values())
                                            .map(Named::word)
                                            .toList()) + ", " + IDENTITY + ".");
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
                && (seen || waiting.pin().state() == PinState.HELD || name != null);
    }

    /** Who names a definition that changed means the change; where nothing is held, what was pinned at first sight. */
    private List<Waiting> heldFirst(List<Waiting> wanted) {
        List<Waiting> held = wanted.stream()
                .filter(waiting -> waiting.pin().state() == PinState.HELD)
                .toList();
        return seen || digest != null || held.isEmpty() ? wanted : held;
    }

    private static String digits(String digest) {
        return digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
    }
}
