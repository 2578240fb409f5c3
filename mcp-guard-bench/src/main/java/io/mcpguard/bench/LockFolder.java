package io.mcpguard.bench;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.TrustBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory of its own with a lock of {@link ManyTools#COUNT} tools, which goes with it. */
record LockFolder(Path folder) implements AutoCloseable {

    static LockFolder make() throws IOException {
        var made = new LockFolder(Files.createTempDirectory("mcp-guard-bench"));
        new TrustBook(LockFile.at(made.lock()), Policy.balanced().pin())
                .learn(Guards.SERVER, ManyTools.observed(ManyTools.frozen(ManyTools.COUNT)))
                .toCompletableFuture()
                .join();
        return made;
    }

    Path lock() {
        return folder.resolve("made.lock");
    }

    /** Reads the lock as a guard does that starts: parses it and checks every digest. */
    Pins read() {
        return LockFile.at(lock()).load().toCompletableFuture().join().pins();
    }

    /** Writes pins to another file, as a guard does that met a new server, and flushes it to the disk. */
    void write(Pins pins) throws IOException {
        Path file = folder.resolve("written.lock");
        Files.deleteIfExists(file);
        PinStore store = LockFile.at(file);
        if (!store.replace("", pins).toCompletableFuture().join()) {
            throw new IllegalStateException("the lock was not written");
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
