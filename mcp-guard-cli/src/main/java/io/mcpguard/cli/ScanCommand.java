package io.mcpguard.cli;

import io.mcpguard.cli.batch.BatchScan;
import io.mcpguard.cli.batch.FileScan;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges texts and definitions without a server. */
@Command(
        name = "scan",
        description = {
            "Judges definitions and texts without a server: what would a guard with this policy do to them?",
            "",
            "Files with definitions (a tool, a list of tools, a list result, a lock) are judged item by item, all others "
                    + "as the text of a resource. With --jsonl, rows are judged one by one (docs/cli.md) and findings "
                    + "do not change the exit status."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard scan tools.json README.md",
            "  mcp-guard scan --jsonl rows.jsonl.gz --out results.jsonl.gz --threads 4",
            "  cat rows.jsonl | mcp-guard scan --jsonl - --policy mcp-guard.yaml"
        })
final class ScanCommand implements Callable<Integer> {

    private static final long MAX_NAMES_BYTES = 64L << 20;

    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Files to judge.")
    private List<Path> files = List.of();

    @Option(
            names = "--jsonl",
            paramLabel = "IN",
            description = "Rows to judge, one JSON object a line; - is standard input, .gz is unpacked.")
    private @Nullable String jsonl;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "Where the results go; - is standard output, which is the default, .gz is packed.")
    private String out = "-";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy that decides; mcp-guard.yaml for files, if there is one, else the balanced preset.")
    private @Nullable Path policy;

    @Option(
            names = "--known-names",
            paramLabel = "FILE",
            description =
                    "Names of servers that are known, one a line; rows of surface server_name are compared with them.")
    private @Nullable Path knownNames;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "Results of files as JSON.")
    private boolean json;

    ScanCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        if (jsonl == null) {
            if (files.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Say what to scan: files, or --jsonl with a file or -.");
            }
            return new FileScan(Policies.of(io, policy), io.out(), io.err(), json).run(resolved(files));
        }
        if (!files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Files and --jsonl do not go together.");
        }
        int workers = threads.count(spec);
        // FORMATS: without --policy the balanced preset, whatever lies in the folder.
        Policy decides =
                policy == null ? Policy.balanced() : Policy.load(io.folder().resolve(policy));
        var scan = new BatchScan(decides, names(), workers);
        keepApart();
        var progress = new RowProgress(io, !out.equals("-"), "");
        run(scan, jsonl, progress);
        progress.clear();
        return Exit.FINE;
    }

    private void run(BatchScan scan, String from, RowProgress progress) throws IOException {
        try (InputStream in = from.equals("-")
                        ? Rows.of(io.in())
                        : Rows.of(io.folder().resolve(from), from);
                Results results = output()) {
            scan.run(in, results.stream(), progress);
            results.whole();
        } catch (FileSystemException e) {
            throw e; // which names the file
        } catch (IOException e) {
            throw new CliException(
                    "--out " + out + ": cannot be written: " + e.getMessage() + "; there are no results");
        }
    }

    private List<Path> resolved(List<Path> named) {
        return named.stream().map(io.folder()::resolve).toList();
    }

    private List<String> names() throws IOException {
        if (knownNames == null) {
            return List.of();
        }
        Path file = io.folder().resolve(knownNames);
        if (Files.size(file) > MAX_NAMES_BYTES) {
            throw new CliException(knownNames + ": larger than 64 MiB; is this a list of names?");
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (MalformedInputException e) {
            throw new CliException(knownNames + ": not UTF-8; save it as UTF-8");
        }
    }

    /** Results written over what is being read would destroy it. */
    private void keepApart() throws IOException {
        Path to = io.folder().resolve(out);
        if (out.equals("-") || !Files.exists(to)) {
            return;
        }
        for (Path from : new Path[] {jsonl == null ? null : Path.of(jsonl), policy, knownNames}) {
            if (from != null
                    && Files.exists(io.folder().resolve(from))
                    && Files.isSameFile(io.folder().resolve(from), to)) {
                throw new CliException("--out is a file that is read: " + from + "; write the results elsewhere");
            }
        }
    }

    private Results output() throws IOException {
        return out.equals("-") ? Results.on(io.out()) : Results.in(io.folder().resolve(out));
    }
}
