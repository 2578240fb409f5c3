package io.mcpguard.bench;

import io.mcpguard.session.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole guard on one {@code tools/call}: params and result of the stated size each, from tree to tree. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GuardCall {

    private static final int COPIES = 64;

    @Param({"1", "16"})
    int kilobytes = 1;

    @Param
    Prose prose = Prose.ASCII;

    private final Line line = new Line(Guards.knowing(Guards.NO_AUDIT), Samples.listing());
    private List<Map<String, @Nullable Object>> params = List.of();
    private List<Map<String, @Nullable Object>> results = List.of();
    private int next;

    @Setup
    public void read() {
        params = Wire.copies(COPIES, Samples.params(kilobytes * Samples.KILOBYTE, prose));
        results = Wire.copies(COPIES, Samples.result(kilobytes * Samples.KILOBYTE, prose));
    }

    @Benchmark
    public Message call() {
        int i = next++ % COPIES;
        return line.exchange("tools/call", params.get(i), results.get(i));
    }
}
