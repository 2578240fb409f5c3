package io.mcpguard.bench;

import io.mcpguard.api.trust.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same lock, read and written by a process that has just started and has done nothing else: no code is compiled yet.
 * The lock has to be there already, since to make it would run much of the code.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeLockCold {

    /** The system property that names the folder. */
    static final String FOLDER = "mcpguard.bench.lock";

    @Benchmark
    public Pins readAndWritten() throws IOException {
        String path = System.getProperty(FOLDER);
        if (path == null) {
            throw new IllegalStateException("-D" + FOLDER + " has to name a folder with a lock");
        }
        var folder = new LockFolder(Path.of(path));
        Pins pins = folder.read();
        folder.write(pins);
        return pins;
    }
}
