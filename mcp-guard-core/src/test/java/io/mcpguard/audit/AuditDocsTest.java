package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/audit.md} shows is so. */
class AuditDocsTest {

    private static final Path DOCS = Path.of("../docs/audit.md");

    @TempDir
    Path dir;

    @Test
    void theExampleIsAnIntactChain() throws IOException {
        Path file = example();

        assertThat(FileAudit.verify(file)).hasToString("intact, 2 events");
    }

    @Test
    void everyMemberIsDescribed() throws IOException {
        String docs = Files.readString(DOCS);
        Path written = dir.resolve("audit.jsonl");
        FileAuditTest.write(written, "a");
        Set<String> members = new TreeSet<>();
        for (Path file : new Path[] {example(), written}) {
            for (Map<String, Object> line : FileAuditTest.read(file)) {
                members.addAll(line.keySet());
            }
        }

        assertThat(members)
                .hasSizeGreaterThan(20)
                .allSatisfy(member -> assertThat(docs).containsPattern("(?m)^\\|[^|]*`" + member + "`"));
    }

    private Path example() throws IOException {
        String docs = Files.readString(DOCS);
        int start = docs.indexOf("```jsonl\n") + "```jsonl\n".length();
        return Files.writeString(dir.resolve("example.jsonl"), docs.substring(start, docs.indexOf("```", start)));
    }
}
