package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that cannot be written, or would be written over what they are made from. */
class LostOutputTest {

    private static final String ROW = "{\"id\":\"a\",\"surface\":\"tool_result\",\"text\":\"Sunny today\"}\n";

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void set() {
        run = new Run(folder);
    }

    /** A disk that is full, or a reader that has gone. */
    private static OutputStream full() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    @Test
    void resultsOfRowsThatCannotBeWrittenAreNotKnown() {
        Run.Result result = run.input(ROW.repeat(10_000)).runInto(full(), "scan", "--jsonl", "-");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("standard output cannot be written");
    }

    @Test
    void whatIsFoundInFilesIsNotKnownIfItCannotBeWritten() {
        run.file("notes.txt", "Sunny today");

        assertThat(run.runInto(full(), "scan", "--json", "notes.txt").status()).isEqualTo(Exit.UNKNOWN);
        assertThat(run.run("scan", "--json", "notes.txt").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void rowsAreNotWrittenOver() throws IOException {
        run.file("rows.jsonl", ROW).file("policy.yaml", "version: 1\n").file("names", "github\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("rows.jsonl"));

        for (String out : new String[] {"rows.jsonl", "./rows.jsonl", "link", "policy.yaml", "names"}) {
            Run.Result result = run.run(
                    "scan", "--jsonl", "rows.jsonl", "--policy", "policy.yaml", "--known-names", "names", "--out", out);

            assertThat(result.status()).as(out).isEqualTo(Exit.UNKNOWN);
            assertThat(result.err()).as(out).contains("--out is a file that is read");
        }
        assertThat(run.read("rows.jsonl")).isEqualTo(ROW);
        assertThat(run.read("policy.yaml")).isEqualTo("version: 1\n");
    }

    @Test
    void olderResultsAreWrittenOver() {
        run.file("rows.jsonl", ROW).file("results.jsonl", "older\n");

        assertThat(run.run("scan", "--jsonl", "rows.jsonl", "--out", "results.jsonl")
                        .status())
                .isEqualTo(Exit.FINE);
        assertThat(run.read("results.jsonl")).contains("\"decision\":\"allow\"").doesNotContain("older");
    }
}
