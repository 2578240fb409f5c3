package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that write one lock at a time. */
class SharedLockIT {

    private static final int PROCESSES = 4;

    @TempDir
    private Path folder;

    @Test
    void loseNothing() throws Exception {
        var runs = new ArrayList<Jar.Started>();
        for (int i = 0; i < PROCESSES; i++) {
            Files.writeString(folder.resolve(i + ".json"), Run.mcpJson(Map.of("server-" + i, "converter")));
            runs.add(new Jar(folder).start(List.of(), "vet", "--config", i + ".json", "--timeout", "100"));
        }
        for (Jar.Started run : runs) {
            assertThat(run.end().err()).isEmpty();
        }

        String lock = Files.readString(folder.resolve("mcp-guard.lock"));
        for (int i = 0; i < PROCESSES; i++) {
            assertThat(lock).contains("\"server-" + i + "\": {");
        }
        assertThat(new Jar(folder).run("approve").status()).isNotEqualTo(Exit.UNKNOWN);
    }
}
