package io.mcpguard.bench;

import io.mcpguard.session.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole guard on a {@code tools/list} of {@value Samples#TOOLS} tools. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ToolList {

    private static final int COPIES = 8;

    /** Listings as they come off the wire. */
    @State(Scope.Thread)
    public static class Listings {
        private final List<Map<String, @Nullable Object>> copies = Wire.copies(COPIES, Samples.listing());
        private int next;

        Map<String, @Nullable Object> next() {
            return copies.get(next++ % COPIES);
        }
    }

    /** A line on which nothing was listed yet, of a guard that never saw the server. */
    @State(Scope.Thread)
    public static class NewLine {
        private @Nullable Line toServer;

        @Setup(Level.Invocation)
        public void connect(Listings listings) {
            toServer = new Line(Guards.unknowing(), listings.next());
        }
    }

    /** A line whose tools are known. */
    @State(Scope.Thread)
    public static class KnownLine {
        private final Line toServer = new Line(Guards.knowing(Guards.NO_AUDIT), Samples.listing());
    }

    /** The guard lists by itself, reads and pins every tool; then the application's own list is compared. */
    @Benchmark
    public Message cold(NewLine line, Listings listings) {
        if (line.toServer == null) {
            throw new IllegalStateException("not connected");
        }
        return line.toServer.exchange("tools/list", Map.of(), listings.next());
    }

    @Benchmark
    public Message unchanged(KnownLine line, Listings listings) {
        return line.toServer.exchange("tools/list", Map.of(), listings.next());
    }
}
