package io.mcpguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileAuditTest {

    @TempDir
    Path dir;

    @Test
    void writesOneLineForEachDecisionInOrder() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = FileAudit.at(file)) {
            for (int i = 0; i < 1_000; i++) {
                audit.append(new TestDecision("t" + i));
            }
        }

        List<Map<String, Object>> lines = read(file);
        assertThat(lines).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.get(i)).containsEntry("seq", i + 1L).containsEntry("target", "t" + i);
        }
    }

    @Test
    void chainsLinesByTheHashOfTheirCanonicalForm() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        write(file, "a", "b", "c");

        String prev = "0".repeat(64);
        for (Map<String, Object> line : read(file)) {
            assertThat(line).containsEntry("prev", prev);
            Map<String, Object> body = new LinkedHashMap<>(line);
            String hash = (String) body.remove("hash");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.write(body));
            assertThat(hash).isEqualTo(HexFormat.of().formatHex(digest));
            prev = hash;
        }
        assertThat(FileAudit.verify(file).lastHash()).isEqualTo(prev);
    }

    @Test
    void goesOnWithTheChainWhereItEnded() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        write(file, "a", "b");
        write(file, "c");

        assertThat(FileAudit.verify(file).events()).isEqualTo(3);
        assertThat(FileAudit.verify(file).isIntact()).isTrue();
        assertThat(read(file)).extracting(line -> line.get("seq")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void goesOnWithALongChain() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        String[] targets = new String[6_000]; // more than the part of the file that is read on opening
        Arrays.setAll(targets, i -> "t" + i);
        write(file, targets);
        assertThat(Files.size(file)).isGreaterThan(2 << 20);
        write(file, "last");

        assertThat(FileAudit.verify(file)).hasToString("intact, 6001 events");
    }

    @Test
    void goesOnAfterALineLongerThanWhatIsReadOnOpening() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = FileAudit.at(file)) {
            audit.append(withPayload("x".repeat(3 << 20)));
            audit.append(withPayload("x".repeat(3 << 20)));
        }
        write(file, "last");

        assertThat(FileAudit.verify(file)).hasToString("intact, 3 events");
    }

    @Test
    void keepsTheOrderOfEachThread() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        int threads = 8;
        int each = 900; // together fewer than may wait, so that none is lost
        try (FileAudit audit = FileAudit.at(file)) {
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String name = "thread" + t + "-";
                all.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        audit.append(new TestDecision(name + i));
                        if (i % 100 == 0) {
                            audit.flush().toCompletableFuture().join();
                        }
                    }
                }));
            }
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join();
            }
        }

        assertThat(FileAudit.verify(file)).hasToString("intact, " + threads * each + " events");
        Map<String, Integer> next = new LinkedHashMap<>();
        for (Map<String, Object> line : read(file)) {
            String[] target = ((String) line.get("target")).split("-", 2);
            assertThat(Integer.parseInt(target[1])).isEqualTo(next.getOrDefault(target[0], 0));
            next.merge(target[0], 1, Integer::sum);
        }
        assertThat(next).hasSize(threads).containsValue(each);
    }

    @Test
    void holdsEverythingAppendedOnceItIsFlushed() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = FileAudit.at(file)) {
            for (int i = 1; i <= 50; i++) {
                audit.append(new TestDecision("t"));
                audit.flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
                assertThat(Files.readAllLines(file)).hasSize(i);
            }
        }
    }

    @Test
    void flushesWhatIsEmpty() throws Exception {
        try (FileAudit audit = FileAudit.at(dir.resolve("audit.jsonl"))) {
            audit.flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }

        assertThat(FileAudit.verify(dir.resolve("audit.jsonl"))).hasToString("intact, 0 events");
    }

    @Test
    void doesNotPromiseAnythingOnceClosed() {
        FileAudit audit = FileAudit.at(dir.resolve("audit.jsonl"));
        audit.close();

        assertThatCode(() -> audit.append(new TestDecision("late"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> audit.flush().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuditException.class)
                .hasRootCauseMessage("the audit file is closed");
        assertThatCode(audit::close).doesNotThrowAnyException();
    }

    @Test
    void refusesASecondWriterInTheSameProcess() {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit first = FileAudit.at(file)) {
            assertThatThrownBy(() -> FileAudit.at(file))
                    .isInstanceOf(AuditException.class)
                    .hasMessage(file + " is written by another FileAudit, here or in another process; give each one a"
                            + " file of its own");
            first.append(new TestDecision("a"));
        }
        FileAudit.at(file).close();

        assertThat(FileAudit.verify(file)).hasToString("intact, 1 events");
    }

    @Test
    void refusesASecondWriterInAnotherProcess() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        FileAudit first = FileAudit.at(file);
        FileAudit.verify(file); // must not give the lock away
        assertThat(openInAnotherProcess(file)).contains("is written by another FileAudit");
        first.close();
        assertThat(openInAnotherProcess(file)).contains("opened");
    }

    /** Run by the test above. */
    public static void main(String[] args) {
        try {
            FileAudit.at(Path.of(args[0])).close();
            System.out.println("opened");
        } catch (AuditException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void createsTheDirectoriesItNeeds() {
        Path file = dir.resolve("logs/mcp/audit.jsonl");
        write(file, "a");

        assertThat(FileAudit.verify(file)).hasToString("intact, 1 events");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheFileToItsOwner() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        write(file, "a");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("audit.jsonl.lck"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhenTheFileCannotBeOpened() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        Files.createDirectory(file);

        assertThatThrownBy(() -> FileAudit.at(file))
                .isInstanceOf(AuditException.class)
                .hasMessage(file + " cannot be opened for writing; check that its directory is writable");
    }

    @Test
    void leavesOutAPayloadThatIsTooLargeForALine() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = FileAudit.at(file)) {
            audit.append(withPayload("\u0001".repeat(4 << 20))); // six times as long when it is escaped
            audit.append(withPayload("small"));
        }

        assertThat(FileAudit.verify(file)).hasToString("intact, 2 events");
        assertThat(read(file).get(0))
                .doesNotContainKey("payload")
                .containsEntry("payload_left_out", "larger or deeper than a line may be");
        assertThat(read(file).get(1)).containsEntry("payload", Map.of("text", "small"));
    }

    @Test
    void countsADecisionThatCannotBeReadAsLost() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (FileAudit audit = FileAudit.at(file)) {
            audit.append(new TestDecision("broken") {
                @Override
                public String payloadDigest() {
                    throw new IllegalStateException("a bug");
                }
            });
            assertThatThrownBy(() -> audit.flush().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AuditException.class);
            audit.append(new TestDecision("next"));
        }

        assertThat(read(file)).extracting(line -> line.get("method")).containsExactly("guard/audit-lost", "tools/call");
        assertThat(read(file).get(0)).containsEntry("lost", 1L);
    }

    private static TestDecision withPayload(String text) {
        return new TestDecision("t") {
            @Override
            public Optional<Map<String, Object>> payload() {
                return Optional.of(Collections.singletonMap("text", text));
            }
        };
    }

    static void write(Path file, String... targets) {
        try (FileAudit audit = FileAudit.at(file)) {
            int i = 0;
            for (String target : targets) {
                audit.append(new TestDecision(target));
                if (++i % 1_000 == 0) {
                    audit.flush().toCompletableFuture().join(); // so that no more wait than may
                }
            }
        }
    }

    static List<Map<String, Object>> read(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JsonText.parseObject(line, new Limits(1_000, 1 << 20, 1 << 25, 1 << 25)));
        }
        return lines;
    }

    private static String openInAnotherProcess(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileAuditTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
