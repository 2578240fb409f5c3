package io.mcpguard.cli;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.cli.lock.Vetting;
import io.mcpguard.cli.show.PolicyDraft;
import io.mcpguard.cli.show.ServerJson;
import io.mcpguard.cli.show.ServerText;
import io.mcpguard.cli.survey.Surveyor;
import io.mcpguard.json.JsonText;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.MemoryPinStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what servers declare, and writes the lock. */
@Command(
        name = "vet",
        description = {
            "Connects to servers, shows what they declare and what was found in it, writes the lock, and suggests a policy.",
            "",
            "What inspection would keep out is written as held; it is not trusted until somebody approves it. What the "
                    + "lock has already stays as it is. Child processes get a minimal environment and what the "
                    + "configuration passes on."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard vet",
            "  mcp-guard vet --config ~/.config/Claude/claude_desktop_config.json",
            "  mcp-guard vet --server files -- npx -y @modelcontextprotocol/server-filesystem /tmp",
            "  mcp-guard vet --server github --url https://mcp.example.com/mcp"
        })
final class VetCommand implements Callable<Integer> {

    private final Io io;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--dry-run", description = "Write no lock.")
    private boolean dryRun;

    @Option(
            names = "--policy-out",
            paramLabel = "FILE",
            description = "Write the suggested policy to a file that is not there yet, instead of showing it.")
    private @Nullable Path policyOut;

    @Option(names = "--json", description = "Everything as JSON.")
    private boolean json;

    VetCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        if (policyOut != null && Files.exists(io.folder().resolve(policyOut))) {
            throw isThere();
        }
        Policy policy = Policies.of(io, options.policy());
        List<Configured> servers = options.servers(io, policy);
        PinStore store = store();
        var vetting = new Vetting(
                policy, store, servers.stream().map(Configured::name).toList());
        var text = new ServerText(color.style(io));
        var progress = new Progress(io);
        var shown = new ArrayList<Vetted>();
        new Surveyor(policy, options.patience(), io.environment(), server -> Optional.empty())
                .run(servers, progress, survey -> {
                    Vetted each = vetting.learn(survey);
                    shown.add(each);
                    progress.clear();
                    if (!json) {
                        text.full(each).forEach(io.out()::println);
                        io.out().println();
                    }
                });
        List<Vetted> vetted = vetting.settled(shown);
        if (!json) {
            text.lost(shown, vetted).forEach(io.out()::println);
        }
        String draft = PolicyDraft.of(vetted);
        if (policyOut != null && VetSummary.isWhole(vetted)) {
            write(io.folder().resolve(policyOut), draft);
        }
        if (json) {
            printJson(vetted, draft);
        } else {
            new VetSummary(io, dryRun ? null : options.lock(io), policyOut).print(vetted, draft);
        }
        boolean found = vetted.stream().anyMatch(Vetted::isSuspicious);
        boolean unknown = vetted.stream().anyMatch(Vetted::isIncomplete);
        return found ? Exit.FOUND : unknown ? Exit.UNKNOWN : Exit.FINE;
    }

    /** Without writing, a copy in memory learns in place of the lock. */
    private PinStore store() {
        LockFile file = LockFile.at(options.lock(io));
        if (!dryRun) {
            return file;
        }
        var copy = new MemoryPinStore();
        copy.replace("", file.load().toCompletableFuture().join().pins())
                .toCompletableFuture()
                .join();
        return copy;
    }

    private void printJson(List<Vetted> vetted, String draft) {
        var root = new LinkedHashMap<String, @Nullable Object>();
        root.put("lock", dryRun ? null : options.lock(io).toString());
        root.put("servers", vetted.stream().map(ServerJson::full).toList());
        root.put("suggested_policy", draft);
        io.out().println(JsonText.writePretty(root));
    }

    private void write(Path file, String draft) throws IOException {
        try {
            Files.writeString(file, draft, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw isThere();
        }
    }

    private CliException isThere() {
        return new CliException(policyOut + ": is there already and stays as it is; name another file, or remove it");
    }
}
