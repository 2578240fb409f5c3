package io.mcpguard.cli;

import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.lock.Comparison;
import io.mcpguard.cli.lock.Comparison.Standing;
import io.mcpguard.cli.lock.Vetting;
import io.mcpguard.cli.show.ComparisonText;
import io.mcpguard.cli.show.Style;
import io.mcpguard.cli.survey.Surveyor;
import io.mcpguard.json.JsonText;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What verify and diff have in common: servers are asked and compared with the lock, and nothing is written. */
final class Comparing {

    private final Io io;
    private final ServerOptions options;
    private final Style style;
    private final boolean json;
    private final boolean withWords;
    private final TrustedKeys keys;

    Comparing(Io io, ServerOptions options, TrustedKeys keys, Style style, boolean json, boolean withWords) {
        this.keys = keys;
        this.io = io;
        this.options = options;
        this.style = style;
        this.json = json;
        this.withWords = withWords;
    }

    int run() throws IOException {
        Policy policy = Policies.of(io, options.policy());
        Path lock = options.lock(io);
        if (!Files.exists(lock)) {
            throw new CliException(lock + ": no such file; run mcp-guard vet, and commit what it writes");
        }
        if (!keys.accept(io, lock)) {
            return unsigned(lock);
        }
        List<Configured> servers = options.servers(io);
        var vetting = new Vetting(
                policy,
                keys.store(io, lock),
                servers.stream().map(Configured::name).toList());
        var progress = new Progress(io);
        var all = new ArrayList<Comparison>();
        new Surveyor(policy, options.patience(), io.environment(), vetting::forbidsStart).run(servers, progress, survey -> {
            Comparison comparison = vetting.compare(survey);
            all.add(comparison);
            progress.clear();
            if (!json) {
                ComparisonText.lines(style, comparison, withWords).forEach(io.out()::println);
            }
        });
        int status = status(all);
        if (json) {
            print(status == Exit.FINE ? "same" : status == Exit.FOUND ? "changed" : "unknown", all);
        }
        return status;
    }

    /** Nothing of such a lock counts, so no server is asked: there is nothing to compare it with. */
    private int unsigned(Path lock) {
        if (json) {
            print("unsigned", List.of());
        } else {
            io.out()
                    .println(style.bad("unsigned") + " " + lock
                            + ": not signed as it is now by a key of --trust-key, so "
                            + "nothing of it counts; review it and sign it: mcp-guard sign --key FILE");
        }
        return Exit.FOUND;
    }

    private void print(String status, List<Comparison> all) {
        var root = new LinkedHashMap<String, @Nullable Object>();
        root.put("status", status);
        root.put("servers", all.stream().map(ComparisonText::json).toList());
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
