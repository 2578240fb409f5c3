package io.mcpguard.bench;

import io.mcpguard.audit.FileAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An audit file in a directory of its own, which goes with it: a benchmark writes hundreds of megabytes. */
record AuditFolder(Path folder, FileAudit audit) implements AutoCloseable {

    static AuditFolder open() throws IOException {
        Path folder = Files.createTempDirectory("mcp-guard-bench");
        return new AuditFolder(folder, FileAudit.at(folder.resolve("audit.jsonl")));
    }

    /** Fails if a record was lost, and then what was measured is worth nothing. */
    void flush() {
        audit.flush().toCompletableFuture().join();
    }

    @Override
    public void close() throws IOException {
        audit.close();
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
