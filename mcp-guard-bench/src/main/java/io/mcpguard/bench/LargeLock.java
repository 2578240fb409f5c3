package io.mcpguard.bench;

import io.mcpguard.api.trust.Pins;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A lock with {@link ManyTools#COUNT} tools, as a file, in a process that has read and written it before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeLock {

    private @Nullable LockFolder folder;
    private Pins pins = Pins.empty();

    @Setup
    public void make() throws IOException {
        folder = LockFolder.make();
        pins = folder.read();
    }

    @Benchmark
    public Pins read() {
        return folder().read();
    }

    @Benchmark
    public void written() throws IOException {
        folder().write(pins);
    }

    @TearDown
    public void remove() throws IOException {
        folder().close();
    }

    private LockFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("no lock was made");
        }
        return folder;
    }
}
