package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/detection.md says of the texts that were written blind is what is measured. */
class BlindSetTest {

    @TempDir
    private Path folder;

    @Test
    void theDocumentationHasTheTableThatIsMeasured() throws IOException {
        Run.Result measured =
                new Run(folder).run("measure", Path.of("blind").toAbsolutePath().toString());

        assertThat(measured.status()).as(measured.err()).isEqualTo(Exit.FINE);
        assertThat(Files.readString(Path.of("../docs/detection.md")))
                .as("copy the new table into docs/detection.md, and say in CHANGELOG.md what became better or worse")
                .contains(measured.out().substring(0, measured.out().indexOf("\n\n")));
    }
}
