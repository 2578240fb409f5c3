package io.mcpguard.cli;

import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.lock.Comparison;
import io.mcpguard.cli.lock.Comparison.Standing;
import io.mcpguard.cli.lock.Vetting;
import io.mcpguard.cli.show.ComparisonText;
import io.mcpguard.cli.show.Style;
import io.mcpguard.cli.survey.Surveyor;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What verify and diff have in common: servers are asked and compared with the lock, and nothing is written. */
abstract class ComparingCommand implements Callable<Integer> {

    private static final int NAME = 80;

    private final Io io;
    private final boolean withWords;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private TrustedKeys keys = new TrustedKeys();

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--complete", description = "Also end with 1 if the lock has a server that is not configured.")
    private boolean complete;

    @Option(names = "--json", description = "The result as JSON.")
    private boolean json;

    /** Words of changes are for diff. */
    ComparingCommand(Io io, boolean withWords) {
        this.io = io;
        this.withWords = withWords;
    }

    @Override
    public Integer call() throws IOException {
        Style style = color.style(io);
        Policy policy = Policies.of(io, options.policy());
        Path lock = options.lock(io);
        if (!Files.exists(lock)) {
            throw new CliException(lock + ": no such file; run mcp-guard vet, and commit what it writes");
        }
        if (!keys.accept(io, lock)) {
            return unsigned(style, lock);
        }
        List<Configured> servers = options.servers(io, policy);
        var vetting = new Vetting(
                policy,
                keys.store(io, lock),
                servers.stream().map(Configured::name).toList());
        var progress = new Progress(io);
        var all = new ArrayList<Comparison>();
        new Surveyor(policy, options.patience(), io.environment(), vetting::forbidsStart)
                .run(servers, progress, survey -> {
                    Comparison comparison = vetting.compare(survey);
                    all.add(comparison);
                    progress.clear();
                    if (!json) {
                        ComparisonText.lines(style, comparison, withWords).forEach(io.out()::println);
                    }
                });
        List<String> unconfigured = unconfigured(vetting.before(), servers);
        boolean edited = vetting.isEdited();
        int status = edited || (complete && !unconfigured.isEmpty()) ? Exit.FOUND : status(all);
        if (json) {
            print(status, all, unconfigured, edited);
            return status;
        }
        for (String name : unconfigured) {
            io.out()
                    .println(
                            (complete ? style.bad("not configured") : "not configured") + " "
                                    + SafeText.excerpt(name, NAME)
                                    + ": the lock has it, and no file that was read; if it is gone for good, take it out of the lock");
        }
        if (edited) {
            io.out()
                    .println(style.bad("edited") + " " + lock
                            + ": somebody wrote to it while the servers ran, maybe one "
                            + "of them; restore it, and ask yourself which");
        }
        return status;
    }

    /** Who names one server means that one. */
    private List<String> unconfigured(Pins pins, List<Configured> servers) {
        if (options.isOneServer()) {
            return List.of();
        }
        var names = new TreeSet<>(pins.servers().keySet());
        servers.forEach(server -> names.remove(server.name()));
        return List.copyOf(names);
    }

    /** Nothing of such a lock counts, so no server is asked: there is nothing to compare it with. */
    private int unsigned(Style style, Path lock) {
        if (json) {
            io.out().println(JsonText.writePretty(Map.of("status", "unsigned", "servers", List.of())));
        } else {
            io.out()
                    .println(style.bad("unsigned") + " " + lock
                            + ": not signed as it is now by a key of --trust-key, so "
                            + "nothing of it counts; review it and sign it: mcp-guard sign --key FILE");
        }
        return Exit.FOUND;
    }

    private void print(int status, List<Comparison> all, List<String> unconfigured, boolean edited) {
        var root = new LinkedHashMap<String, @Nullable Object>();
        root.put("status", status == Exit.FINE ? "same" : status == Exit.FOUND ? "changed" : "unknown");
        root.put("servers", all.stream().map(ComparisonText::json).toList());
        root.put("not_configured", unconfigured);
        root.put("lock_edited", edited);
        io.out().println(JsonText.writePretty(root));
    }

    /** A change that was seen is certain, whatever else is not known. */
    private static int status(List<Comparison> all) {
        if (all.stream().anyMatch(Comparison::deviates)) {
            return Exit.FOUND;
        }
        return all.stream().anyMatch(each -> each.standing() == Standing.UNKNOWN) ? Exit.UNKNOWN : Exit.FINE;
    }
}
