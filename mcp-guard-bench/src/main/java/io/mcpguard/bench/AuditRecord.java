package io.mcpguard.bench;

import io.mcpguard.api.Decision;
import io.mcpguard.audit.FileAudit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A record in the audit file: digest of a 1 KB payload, JSON line, hash chain. Decisions are new each time, since one
 * that was written once remembers its digest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AuditRecord {

    private static final int RECORDS = 1_000;
    private static final int FLUSHES = 100;

    private final List<Decision> decisions = new ArrayList<>();
    private final Line line = new Line(Guards.knowing(decisions::add), Samples.listing());
    private final Map<String, @Nullable Object> params = Samples.params(Samples.KILOBYTE, Prose.ASCII);
    private final Map<String, @Nullable Object> result = Samples.result(Samples.KILOBYTE, Prose.ASCII);

    private @Nullable AuditFolder folder;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = AuditFolder.open();
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        folder().close();
    }

    @Setup(Level.Invocation)
    public void decide() {
        decisions.clear();
        while (decisions.size() < RECORDS) {
            line.exchange("tools/call", params, result);
        }
        // The first exchange also records what the guard's own listing came to.
        decisions.subList(RECORDS, decisions.size()).clear();
    }

    /** What the thread of a message pays. The records are written meanwhile, and waited for outside of the clock. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void appended() {
        appendAll();
    }

    @TearDown(Level.Invocation)
    public void flush() {
        folder().flush();
    }

    /** What a record costs altogether: many are appended and all of them made durable once. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void written() {
        appendAll();
        folder().flush();
    }

    /** What a call waits under {@code audit.required}, alone on the machine. */
    @Benchmark
    @OperationsPerInvocation(FLUSHES)
    public void durable() {
        for (Decision decision : decisions.subList(0, FLUSHES)) {
            folder().audit().append(decision);
            folder().flush();
        }
    }

    private void appendAll() {
        FileAudit audit = folder().audit();
        for (Decision decision : decisions) {
            audit.append(decision);
        }
    }

    private AuditFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("no iteration has begun");
        }
        return folder;
    }
}
