package io.mcpguard.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many rows are judged at a time. */
final class ThreadsOption {

    private static final int MAX_THREADS = 256;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many rows at a time; one a processor if not given.")
    private @Nullable Integer threads;

    /** The number of threads; a bad one is an error of the command. */
    int count(CommandSpec spec) {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1 || count > MAX_THREADS) {
            throw new ParameterException(spec.commandLine(), "--threads is from 1 to " + MAX_THREADS + ".");
        }
        return count;
    }
}
