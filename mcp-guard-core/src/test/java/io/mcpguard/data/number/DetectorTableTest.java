package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/data-detectors.md is what comes out; the one that does is written to target/data-detectors.md. */
class DetectorTableTest {

    private static final int SAMPLE = 20_000;

    private static String table() {
        var rows = new TreeMap<String, String>();
        for (Id id : Catalogue.standard().ids()) {
            long shape = new RandomNumbers(7).passing(id, SAMPLE);
            long digits = new RandomNumbers(7).passingDigits(id, SAMPLE);
            String strength = id.strength().name().toLowerCase(Locale.ROOT);
            rows.merge(
                    id.kind().id() + " " + id.name(),
                    String.format(
                            Locale.ROOT,
                            "| `%s` | %s | %s | %,d | %,d |",
                            id.name(),
                            id.kind().id(),
                            strength,
                            shape,
                            digits),
                    (some, more) -> some + "\n" + more);
        }
        return rows.values().stream().collect(Collectors.joining("\n"));
    }

    @Test
    void theTableSaysWhatComesOut() throws IOException {
        String table = table();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/data-detectors.md"), table);

        List<String> documented = Files.readAllLines(Path.of("../docs/data-detectors.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(String.join("\n", documented)).isEqualTo(table);
    }
}
