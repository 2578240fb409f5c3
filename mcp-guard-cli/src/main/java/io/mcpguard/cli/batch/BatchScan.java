package io.mcpguard.cli.batch;

import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges rows with several threads and writes the results in the order of the rows. A few rows for each thread are in
 * memory at a time, and 64 MiB or a sixteenth of the heap at most, whatever the size of the input.
 */
public final class BatchScan {

    private static final int ROWS_A_THREAD = 8;

    /** Of rows in memory, beside the one that was read last. */
    private static final long MAX_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final RowJudge judge;
    private final int threads;

    /**
     * A scan.
     *
     * @param policy what decides
     * @param knownNames what names of servers are compared with
     * @param threads at least 1
     */
    public BatchScan(Policy policy, Collection<String> knownNames, int threads) {
        this(policy, knownNames, threads, Prompts.DEFAULT, EnumSet.allOf(Signal.class));
    }

    /**
     * A scan of rows with prompts, which heeds some signals only.
     *
     * @param policy what decides
     * @param knownNames what names of servers are compared with
     * @param threads at least 1
     * @param prompts where rows say what the user had asked
     * @param signals what counts of place and session
     */
    public BatchScan(Policy policy, Collection<String> knownNames, int threads, Prompts prompts, Set<Signal> signals) {
        this.judge = new RowJudge(policy, knownNames, prompts, signals);
        this.threads = threads;
    }

    /** Is given rows with their results, in the order of the rows. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one.
         *
         * @param row the line as it came, null if there was too much of it
         * @param result the result, as a line of JSON
         * @throws IOException if it cannot be written, which ends the scan
         */
        void accept(byte @Nullable [] row, byte[] result) throws IOException;
    }

    /**
     * Runs to the end of the input. Lines without anything are no rows.
     *
     * @param in JSON lines
     * @param out one result a row, flushed at the end
     * @param progress told how many rows are done, now and then
     * @return how many rows there were
     * @throws IOException if the input cannot be read or the output not written
     */
    public long run(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
        long rows = run(in, (row, result) -> out.write(result), progress);
        out.flush();
        return rows;
    }

    /**
     * Runs to the end of the input. Lines without anything are no rows.
     *
     * @param in JSON lines
     * @param out is given the results, on this thread
     * @param progress told how many rows are done, now and then
     * @return how many rows there were
     * @throws IOException if the input cannot be read or the output not written
     */
    public long run(InputStream in, Sink out, LongConsumer progress) throws IOException {
        var lines = new LineSource(in);
        var pending = new ArrayDeque<Pending>();
        long bytes = 0;
        ExecutorService workers = Executors.newFixedThreadPool(threads, BatchScan::daemon);
        long rows = 0;
        try {
            for (LineSource.Line line = lines.next(); line != null; line = lines.next()) {
                if (isBlank(line.bytes())) {
                    continue;
                }
                LineSource.Line row = line;
                int size = row.bytes() == null ? 0 : row.bytes().length;
                pending.add(new Pending(row, workers.submit(() -> judge.judge(row)), size));
                bytes += size;
                while (pending.size() >= threads * ROWS_A_THREAD || (bytes > MAX_BYTES && pending.size() > 1)) {
                    bytes -= pending.element().bytes();
                    write(pending.remove(), out);
                    progress.accept(++rows);
                }
            }
            while (!pending.isEmpty()) {
                write(pending.remove(), out);
                progress.accept(++rows);
            }
            return rows;
        } finally {
            workers.shutdownNow();
        }
    }

    /** A row that is judged, and how long it was. */
    private record Pending(LineSource.Line row, Future<byte[]> result, int bytes) {}

    private static void write(Pending done, Sink out) throws IOException {
        try {
            out.accept(done.row().bytes(), done.result().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a row is judged without failing", e);
        }
    }

    private static boolean isBlank(byte @Nullable [] line) {
        if (line == null) {
            return false;
        }
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "mcp-guard-scan");
        thread.setDaemon(true);
        return thread;
    }
}
