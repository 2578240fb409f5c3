package io.mcpguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks, round after round in new processes so that what is compared ran minutes apart at most, and prints
 * what they cost and which goals are met.
 *
 * <pre>
 * java -jar mcp-guard-bench/target/benchmarks.jar [--quick] [--large | --write docs/performance.md]
 * java -cp mcp-guard-bench/target/benchmarks.jar org.openjdk.jmh.Main GuardCall -prof jfr     JMH itself
 * </pre>
 */
public final class Benchmarks {

    private static final String USAGE = "options: --quick, --large or --write FILE";

    private static final String ALL = "^" + Benchmarks.class.getPackageName() + "\\.";
    private static final String SDK = ALL + "Sdk";
    private static final String COLD = ALL + "LargeLockCold";

    /** What happens once in a process is measured in so many. */
    private static final int PROCESSES = 3;

    /** How long to measure. What goes through the SDK's many layers takes longer until the JIT is done with it. */
    private record Effort(int rounds, int sdkWarmUpSeconds, int warmUpSeconds, int seconds) {
        static final Effort FULL = new Effort(3, 10, 3, 3);
        static final Effort QUICK = new Effort(1, 5, 2, 2);
    }

    private Benchmarks() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Effort effort = Effort.FULL;
        Path file = null;
        boolean large = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                effort = Effort.QUICK;
            } else if (args[i].equals("--large") && file == null) {
                large = true;
            } else if (args[i].equals("--write") && !large && i + 1 < args.length) {
                file = Path.of(args[++i]);
            } else {
                throw new IllegalArgumentException("unknown option " + args[i] + "; " + USAGE);
            }
        }
        if (file != null) {
            Section.replace(Files.readString(file), ""); // fails now rather than in some minutes
        }
        Machine machine = Machine.now();
        if (large) {
            System.out.println(machine.describe() + "\n" + new LargeReport(large(effort)).markdown());
            return;
        }
        String report = machine.describe() + "\n" + new Report(run(effort)).markdown();
        System.out.println(report);
        if (file != null) {
            Files.writeString(file, Section.replace(Files.readString(file), report));
        }
    }

    private static List<Measured> run(Effort effort) throws RunnerException, IOException {
        var measured = new ArrayList<Measured>();
        for (int round = 1; round <= effort.rounds; round++) {
            System.err.printf("round %d of %d%n", round, effort.rounds);
            measured.add(Measured.of(round(effort)));
        }
        return measured;
    }

    /** Only what is about {@link ManyTools#COUNT} tools. */
    private static List<Measured> large(Effort effort) throws RunnerException, IOException {
        var measured = new ArrayList<Measured>();
        for (int round = 1; round <= effort.rounds; round++) {
            System.err.printf("round %d of %d%n", round, effort.rounds);
            var results = new ArrayList<>(
                    run(options(effort, 2 * effort.warmUpSeconds).include(LargeReport.pattern())));
            results.addAll(newProcesses(effort));
            measured.add(Measured.of(results));
        }
        return measured;
    }

    private static Collection<RunResult> round(Effort effort) throws RunnerException, IOException {
        var results =
                new ArrayList<>(run(options(effort, effort.sdkWarmUpSeconds).include(SDK)));
        results.addAll(run(
                options(effort, effort.warmUpSeconds).include(ALL).exclude(SDK).exclude(COLD)));
        results.addAll(newProcesses(effort));
        return results;
    }

    private static Collection<RunResult> newProcesses(Effort effort) throws RunnerException, IOException {
        try (LockFolder lock = LockFolder.make()) {
            return run(options(effort, 0)
                    .include(COLD)
                    .forks(PROCESSES)
                    .measurementIterations(1)
                    .jvmArgsAppend("-D" + LargeLockCold.FOLDER + "=" + lock.folder()));
        }
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static ChainedOptionsBuilder options(Effort effort, int warmUpSeconds) {
        return new OptionsBuilder()
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g", "-Dslf4j.internal.verbosity=ERROR")
                .warmupIterations(warmUpSeconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort.seconds)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }
}
