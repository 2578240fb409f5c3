package io.mcpguard.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    @Test
    void holdsInEverySentence(@TempDir Path dir) throws Exception {
        var said = new ByteArrayOutputStream();

        int failures = Quickstart.tell(new PrintStream(said, true, StandardCharsets.UTF_8), dir);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("All of it held.")
                .doesNotContain("does not hold");
        assertThat(failures).isZero();
    }
}
