package io.mcpguard.cli;

import io.mcpguard.cli.batch.BatchScan;
import io.mcpguard.cli.batch.Prompts;
import io.mcpguard.cli.measure.Ablation;
import io.mcpguard.cli.measure.DataMeasurement;
import io.mcpguard.cli.measure.Measurement;
import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts how much of labelled rows is found. */
@Command(
        name = "measure",
        description = {
            "Says how well a policy tells attacks from honest text, on rows that say which they are.",
            "",
            "Rows are those of scan --jsonl (docs/cli.md) with a label, malicious or benign. Each file is a source of its "
                    + "own; of a folder all .jsonl and .jsonl.gz are taken. Rows that say the same count once. Stopped is "
                    + "what is cut or blocked, noticed is that and what is recorded or asked about; behind the share "
                    + "stands its 95 % interval."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard measure corpora/",
            "  mcp-guard measure mine.jsonl --policy mcp-guard.yaml",
            "  mcp-guard measure corpora/ --data                 secrets and personal data instead of attacks",
            "  mcp-guard measure mine.jsonl --injected attack    the member attack has what was injected into text"
        })
final class MeasureCommand implements Callable<Integer> {

    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files with rows, or folders of them.")
    private List<Path> files = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy that decides; the balanced preset if not given.")
    private @Nullable Path policy;

    @Option(
            names = "--injected",
            paramLabel = "MEMBER",
            description = "Members that have what was injected into the text of a row, to count what is left of it; "
                    + "the first that is there counts. ${DEFAULT-VALUE} if not given.",
            defaultValue = "injected,attacker_instruction,attack,payload",
            split = ",")
    private List<String> injected = List.of();

    @Option(
            names = "--prompt",
            paramLabel = "MEMBER",
            description =
                    "Members that have what the user had asked when the text came; the first that is there counts. "
                            + "${DEFAULT-VALUE} if not given.",
            defaultValue = "user_prompt,user_instruction",
            split = ",")
    private List<String> prompt = List.of();

    @Option(
            names = "--asked",
            paramLabel = "TEXT",
            description = "What the user had asked where a row does not say it.",
            defaultValue = "")
    private String asked = "";

    @Option(
            names = "--signals",
            description = "Says instead what each signal of place and session adds, by leaving it out.")
    private boolean signals;

    @Option(
            names = "--data",
            description = "Says instead how many secrets and personal data are found, class by class, and in how many "
                    + "honest texts and tools anything is.")
    private boolean data;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    MeasureCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        int workers = threads.count(spec);
        Policy decides =
                policy == null ? Policy.balanced() : Policy.load(io.folder().resolve(policy));
        var prompts = new Prompts(prompt, asked);
        if (data) {
            measureData(decides);
        } else if (signals) {
            var ablation = new Ablation();
            for (Ablation.Setting setting : Ablation.settings()) {
                var scan = new BatchScan(decides, List.of(), workers, prompts, setting.signals());
                ablation.take(setting, measured(scan));
            }
            ablation.print(io.out());
        } else {
            measured(new BatchScan(decides, List.of(), workers, prompts, EnumSet.allOf(Signal.class)))
                    .print(io.out());
        }
        return Exit.FINE;
    }

    private void measureData(Policy decides) throws IOException {
        var measurement = new DataMeasurement(decides);
        for (Path source : sources()) {
            try (InputStream rows = Rows.of(source, source.toString())) {
                var progress = new RowProgress(io, true, name(source) + ": ");
                measurement.take(name(source), rows, progress);
                progress.clear();
            }
        }
        if (measurement.isEmpty()) {
            throw new CliException("no row has a label, \"malicious\" or \"benign\"");
        }
        measurement.print(io.out());
    }

    private Measurement measured(BatchScan scan) throws IOException {
        var measurement = new Measurement(scan, injected);
        for (Path source : sources()) {
            try (InputStream rows = Rows.of(source, source.toString())) {
                var progress = new RowProgress(io, true, name(source) + ": ");
                measurement.take(name(source), rows, progress);
                progress.clear();
            }
        }
        if (measurement.isEmpty()) {
            throw new CliException("no row has a label, \"malicious\" or \"benign\", and could be judged");
        }
        return measurement;
    }

    private List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (Path named : files) {
            Path path = io.folder().resolve(named);
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.filter(MeasureCommand::isRows).sorted().forEach(sources::add);
                }
            } else {
                sources.add(path);
            }
        }
        if (sources.isEmpty()) {
            throw new CliException("no .jsonl or .jsonl.gz is in " + files.get(0));
        }
        return sources;
    }

    private static boolean isRows(Path file) {
        String name = file.toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    private static String name(Path source) {
        return String.valueOf(source.getFileName()).replaceFirst("\\.jsonl(\\.gz)?$", "");
    }
}
