package io.mcpguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerificationTest {

    private static final String CHANGED = "the line does not match its hash: it was changed";
    private static final String BREAK =
            "the line does not continue the one before it: a line was changed, removed, inserted or moved";

    @TempDir
    Path dir;

    private Path file;
    private List<String> lines;

    @BeforeEach
    void writeFiveLines() throws IOException {
        file = dir.resolve("audit.jsonl");
        FileAuditTest.write(file, "a", "b", "c", "d", "e");
        lines = new ArrayList<>(Files.readAllLines(file));
    }

    @Test
    void acceptsWhatIsAsItWasWritten() {
        Verification verification = FileAudit.verify(file);

        assertThat(verification.isIntact()).isTrue();
        assertThat(verification.events()).isEqualTo(5);
        assertThat(verification.firstBadLine()).isEqualTo(-1);
        assertThat(verification.reason()).isEmpty();
        assertThat(verification.isTorn()).isFalse();
        assertThat(verification).hasToString("intact, 5 events");
    }

    @Test
    void acceptsTheSameJsonInAnotherLayout() throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            Object tree = JsonText.parse(lines.get(i), Limits.DEFAULT);
            lines.set(i, new String(CanonicalJson.write(tree), UTF_8) + " \r");
        }
        save();

        assertThat(FileAudit.verify(file)).hasToString("intact, 5 events");
    }

    @Test
    void acceptsAnEmptyFile() throws IOException {
        Files.writeString(file, "");

        assertThat(FileAudit.verify(file)).hasToString("intact, 0 events");
        assertThat(FileAudit.verify(file).lastHash()).isEqualTo("0".repeat(64));
    }

    @Test
    void findsAChangedLine() throws IOException {
        lines.set(2, lines.get(2).replace("\"allowed\"", "\"refused\""));

        assertBad(3, CHANGED);
    }

    @Test
    void findsAChangedLineWhoseHashWasMadeAnew() throws IOException {
        Map<String, Object> line = new LinkedHashMap<>(JsonText.parseObject(lines.get(2), Limits.DEFAULT));
        line.put("verdict", "refused");
        line.remove("hash");
        line.put("hash", CanonicalJson.sha256(line));
        lines.set(2, JsonText.write(line));

        assertBad(4, BREAK);
    }

    @Test
    void findsARemovedLine() throws IOException {
        lines.remove(2);

        assertBad(3, BREAK);
    }

    @Test
    void findsARemovedFirstLine() throws IOException {
        lines.remove(0);

        assertBad(1, "the line is not the first one: lines before it were removed");
    }

    @Test
    void findsAnInsertedLine() throws IOException {
        lines.add(2, lines.get(4));

        assertBad(3, BREAK);
    }

    @Test
    void findsARepeatedLine() throws IOException {
        lines.add(2, lines.get(1));

        assertBad(3, BREAK);
    }

    @Test
    void findsSwappedLines() throws IOException {
        Collections.swap(lines, 1, 2);

        assertBad(2, BREAK);
    }

    @Test
    void findsLinesThatAreNoJson() throws IOException {
        lines.set(1, "");
        assertBad(2, "the line is not a JSON object");

        lines.set(1, "[1]");
        assertBad(2, "the line is not a JSON object");

        lines.set(1, "{}");
        assertBad(2, "the line has no hash, prev or seq");
    }

    @Test
    void findsASecondMemberOfTheSameName() throws IOException {
        lines.set(1, lines.get(1).replace("{\"v\":1,", "{\"v\":1,\"verdict\":\"refused\","));

        assertBad(2, "the line is not a JSON object");
    }

    @Test
    void findsALineOutOfNumber() throws IOException {
        Map<String, Object> line = new LinkedHashMap<>(JsonText.parseObject(lines.get(4), Limits.DEFAULT));
        line.put("seq", 99);
        line.remove("hash");
        line.put("hash", CanonicalJson.sha256(line));
        lines.set(4, JsonText.write(line));

        assertBad(5, "the line's seq does not follow that of the line before it");
    }

    @Test
    void tellsATornLastLineFromOtherDamage() throws IOException {
        save();
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 5));

        Verification verification = FileAudit.verify(file);

        assertThat(verification.isIntact()).isFalse();
        assertThat(verification.isTorn()).isTrue();
        assertThat(verification.events()).isEqualTo(4);
        assertThat(verification.firstBadLine()).isEqualTo(5);
        assertThat(verification.reason())
                .isEqualTo("the last line is torn after " + (lines.get(4).length() - 4)
                        + " bytes: the process ended while it wrote, or the end of the file was cut off");
    }

    /** What a chain without a key cannot show; {@code docs/audit.md} says so. */
    @Test
    void doesNotSeeThatWholeLinesAreMissingAtTheEnd() throws IOException {
        String noted = FileAudit.verify(file).lastHash();
        lines.remove(4);
        save();

        Verification verification = FileAudit.verify(file);
        assertThat(verification.isIntact()).isTrue();
        assertThat(verification.lastHash()).isNotEqualTo(noted); // who noted the hash sees it
    }

    /** Any byte changed, removed or added is found, unless the JSON is still the same. */
    @Test
    void findsTamperingAnywhere() throws IOException {
        Random random = new Random(1);
        byte[] original = Files.readAllBytes(file);
        Object before = trees(original);
        int found = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] tampered = tamper(original, random);
            Files.write(file, tampered);
            if (FileAudit.verify(file).isIntact()) {
                assertThat(trees(tampered)).isEqualTo(before);
            } else {
                found++;
            }
        }
        assertThat(found).isGreaterThan(1_400);
    }

    @Test
    void saysWhenAFileCannotBeRead() {
        Path missing = dir.resolve("missing.jsonl");

        assertThatThrownBy(() -> FileAudit.verify(missing))
                .isInstanceOf(AuditException.class)
                .hasMessage(missing + " cannot be read");
    }

    @Test
    void findsALineThatIsTooLongWithoutReadingItIntoMemory() throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i <= Chain.MAX_LINE_BYTES >> 20; i++) {
                out.write(block);
            }
            out.write('\n');
        }

        assertThat(FileAudit.verify(file).reason()).isEqualTo("the line is longer than 53477376 bytes");
    }

    private void assertBad(long line, String reason) throws IOException {
        save();
        Verification verification = FileAudit.verify(file);

        assertThat(verification.isIntact()).isFalse();
        assertThat(verification.firstBadLine()).isEqualTo(line);
        assertThat(verification.events()).isEqualTo(line - 1);
        assertThat(verification.reason()).isEqualTo(reason);
        assertThat(verification).hasToString("line " + line + ": " + reason);
    }

    private void save() throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static byte[] tamper(byte[] original, Random random) {
        // The last line feed is left alone: without it the file is torn, which another test shows.
        int at = random.nextInt(original.length - 1);
        byte[] changed;
        switch (random.nextInt(3)) {
            case 0 -> {
                changed = original.clone();
                changed[at] ^= (byte) (1 << random.nextInt(7));
            }
            case 1 -> {
                changed = new byte[original.length - 1];
                System.arraycopy(original, 0, changed, 0, at);
                System.arraycopy(original, at + 1, changed, at, changed.length - at);
            }
            default -> {
                changed = new byte[original.length + 1];
                System.arraycopy(original, 0, changed, 0, at);
                changed[at] = (byte) (' ' + random.nextInt(95));
                System.arraycopy(original, at, changed, at + 1, original.length - at);
            }
        }
        return changed;
    }

    private static List<Object> trees(byte[] bytes) {
        List<Object> trees = new ArrayList<>();
        try {
            new String(bytes, UTF_8).lines().forEach(line -> trees.add(JsonText.parse(line, Limits.DEFAULT)));
        } catch (JsonException e) {
            trees.add(e);
        }
        return trees;
    }
}
