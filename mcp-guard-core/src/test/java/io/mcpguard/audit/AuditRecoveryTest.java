package io.mcpguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRecoveryTest {

    @TempDir
    Path dir;

    @Test
    void recoversALastLineTornAtAnyByte() throws IOException {
        Path original = dir.resolve("original.jsonl");
        FileAuditTest.write(original, "a", "b", "c");
        byte[] bytes = Files.readAllBytes(original);
        int lastLine = new String(bytes, UTF_8).lastIndexOf('\n', bytes.length - 2) + 1;

        for (int end = lastLine + 1; end < bytes.length; end++) {
            Path file = dir.resolve("torn" + end + ".jsonl");
            Files.write(file, Arrays.copyOf(bytes, end));
            FileAuditTest.write(file, "next");

            assertThat(FileAudit.verify(file)).hasToString("intact, 4 events");
            List<Map<String, Object>> lines = FileAuditTest.read(file);
            assertThat(lines.get(1)).containsEntry("target", "b");
            assertThat(lines.get(2))
                    .containsEntry("method", "guard/audit-recovered")
                    .containsEntry("torn_bytes", (long) end - lastLine)
                    .containsEntry("torn_file", file.getFileName() + ".torn-1");
            assertThat(lines.get(3)).containsEntry("target", "next");
            assertThat(Files.readAllBytes(dir.resolve(file.getFileName() + ".torn-1")))
                    .isEqualTo(Arrays.copyOfRange(bytes, lastLine, end));
        }
    }

    @Test
    void recordsNothingWhereNothingIsTorn() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        FileAuditTest.write(file, "a", "b");
        FileAuditTest.write(file, "c");

        assertThat(FileAuditTest.read(file))
                .extracting(line -> line.get("target"))
                .containsExactly("a", "b", "c");
        assertThat(dir.resolve("audit.jsonl.torn-1")).doesNotExist();
    }

    @Test
    void recoversAFirstLineThatIsTorn() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        Files.writeString(file, "{\"v\":1,\"seq\"");
        FileAuditTest.write(file, "a");

        assertThat(FileAudit.verify(file)).hasToString("intact, 2 events");
        assertThat(FileAuditTest.read(file).get(0)).containsEntry("method", "guard/audit-recovered");
    }

    @Test
    void keepsEachTornEndInAFileOfItsOwn() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        Files.writeString(file, "one");
        FileAuditTest.write(file);
        Files.writeString(file, Files.readString(file) + "two");
        FileAuditTest.write(file);

        assertThat(Files.readString(dir.resolve("audit.jsonl.torn-1"))).isEqualTo("one");
        assertThat(Files.readString(dir.resolve("audit.jsonl.torn-2"))).isEqualTo("two");
        assertThat(FileAudit.verify(file)).hasToString("intact, 2 events");
    }

    /** What a file system may leave of a write that a power failure interrupted. */
    @Test
    void recoversAnEndOfZeros() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        FileAuditTest.write(file, "a");
        Files.writeString(file, Files.readString(file) + "\0".repeat(100_000));
        FileAuditTest.write(file, "b");

        assertThat(FileAudit.verify(file)).hasToString("intact, 3 events");
    }

    @Test
    void refusesToGoOnWithABrokenChain() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        FileAuditTest.write(file, "a", "b", "c");
        String tampered = Files.readString(file).replace("\"target\":\"b\"", "\"target\":\"x\"");
        Files.writeString(file, tampered + "torn");

        assertThatThrownBy(() -> FileAudit.at(file))
                .isInstanceOf(AuditException.class)
                .hasMessage(
                        file + ", line 2: the line does not match its hash: it was changed. Nothing is appended to a"
                                + " broken chain: keep the file as evidence under another name, and a new one is started");
        assertThat(Files.readString(file)).isEqualTo(tampered + "torn"); // evidence is left alone

        Files.move(file, dir.resolve("evidence.jsonl"));
        FileAuditTest.write(file, "d");
        assertThat(FileAudit.verify(file)).hasToString("intact, 1 events");
    }

    @Test
    void refusesAFileThatIsNoAuditFile() throws IOException {
        Path file = dir.resolve("notes.txt");
        Files.writeString(file, "dear diary\n");

        assertThatThrownBy(() -> FileAudit.at(file))
                .hasMessageContaining("notes.txt, line 1: the line is not a JSON object");
        assertThat(Files.readString(file)).isEqualTo("dear diary\n");
    }

    /** Opening reads the end only; the chain stays broken for whoever verifies it. */
    @Test
    void neverHidesDamageFarBeforeTheEnd() throws IOException {
        Path file = dir.resolve("audit.jsonl");
        String[] targets = new String[4_000];
        Arrays.setAll(targets, i -> "t" + i);
        FileAuditTest.write(file, targets);
        Files.writeString(file, Files.readString(file).replace("\"target\":\"t7\"", "\"target\":\"x7\""));
        FileAuditTest.write(file, "last");

        assertThat(FileAudit.verify(file)).hasToString("line 8: the line does not match its hash: it was changed");
    }
}
