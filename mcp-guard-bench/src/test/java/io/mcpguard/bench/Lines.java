package io.mcpguard.bench;

import io.mcpguard.json.JsonText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Gzipped JSON lines, as the measuring commands read them. */
final class Lines {

    private Lines() {}

    static Path write(Path file, List<Map<String, Object>> rows) throws IOException {
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (Map<String, Object> row : rows) {
                out.write(JsonText.write(row) + "\n");
            }
        }
        return file;
    }

    static Map<String, Object> tool(String server, String name, String description) {
        return Map.of("server", server, "label", "benign", "tool", Map.of("name", name, "description", description));
    }
}
