package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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

    @Test
    void aScanThatIsCutOffLeavesOlderResultsAsTheyWere() throws IOException {
        run.file("results.jsonl", "older\n");
        byte[] half = Arrays.copyOf(packed(ROW.repeat(10_000)), 100);
        Files.write(folder.resolve("rows.jsonl.gz"), half);

        Run.Result result = run.run("scan", "--jsonl", "rows.jsonl.gz", "--out", "results.jsonl");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("rows.jsonl.gz: cannot be read to its end");
        assertThat(run.read("results.jsonl")).isEqualTo("older\n");
        assertThat(names()).containsExactlyInAnyOrder("results.jsonl", "rows.jsonl.gz");
    }

    @Test
    void aScanToTheEndLeavesNothingBesideItsResults() throws IOException {
        Files.write(folder.resolve("rows.jsonl.gz"), packed(ROW));

        assertThat(run.run("scan", "--jsonl", "rows.jsonl.gz", "--out", "results.jsonl")
                        .status())
                .isEqualTo(Exit.FINE);
        assertThat(names()).containsExactlyInAnyOrder("results.jsonl", "rows.jsonl.gz");
    }

    @Test
    void resultsAreForWhomTheOlderOnesAre() throws IOException {
        run.file("rows.jsonl", ROW).file("results.jsonl", "older\n");
        Files.setPosixFilePermissions(folder.resolve("results.jsonl"), PosixFilePermissions.fromString("rw-------"));

        run.run("scan", "--jsonl", "rows.jsonl", "--out", "results.jsonl");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("results.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhichFileCannotBeReadOrWritten() {
        run.file("rows.jsonl", ROW).file("bad.gz", "not packed").file("sub/x", "");

        assertError("sub: a folder", "--jsonl", "sub");
        assertError("bad.gz: cannot be unpacked", "--jsonl", "bad.gz");
        assertError("missing: no such file", "--jsonl", "missing");
        assertError("missing/out: no such file", "--jsonl", "rows.jsonl", "--out", "missing/out");
        assertError("sub: Is a directory", "--jsonl", "rows.jsonl", "--out", "sub");
    }

    @Test
    void aFullDiskIsToldWithTheName() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")));
        run.file("rows.jsonl", ROW);

        assertError("--out /dev/full: cannot be written: No space left", "--jsonl", "rows.jsonl", "--out", "/dev/full");
    }

    private void assertError(String message, String... args) {
        var all = new ArrayList<>(List.of("scan"));
        all.addAll(List.of(args));
        Run.Result result = run.run(all.toArray(String[]::new));
        assertThat(result.status()).as(message).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains(message);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
