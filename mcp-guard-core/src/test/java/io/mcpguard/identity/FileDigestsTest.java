package io.mcpguard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {

    /** SHA-256 of "abc", from FIPS 180-2. */
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void script() throws IOException {
        script = Files.writeString(folder.resolve("server.js"), "abc");
    }

    /** An hour later, so that no change is in the tick of the clock. */
    private FileDigests later() {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        return FileDigests.of(List.of(folder), clock, 1_000);
    }

    private static Map<String, String> digests(FileDigests digests, String... commandLine) {
        return digests.of(LaunchedPackage.of(List.of(commandLine)));
    }

    @Test
    void digestsTheFileThatRuns() {
        assertThat(digests(later(), "node", script.toString())).containsExactly(Map.entry(script.toString(), ABC));
    }

    @Test
    void keepsTheNameThatTheCommandLineHas() {
        assertThat(digests(later(), "uv", "run", "--directory", folder.toString(), "python", "server.js"))
                .containsExactly(Map.entry("server.js", ABC));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findsAProgramOnThePathAndFollowsLinks() throws IOException {
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(folder.resolve("mcp-files"), script);
        assertThat(digests(later(), "mcp-files")).containsExactly(Map.entry("mcp-files", ABC));
        assertThat(digests(later(), "mcp-other")).isEmpty();
    }

    @Test
    void aProgramFoundOnThePathIsNotTakenFromTheWorkingDirectory() {
        FileDigests digests = FileDigests.of(List.of(folder), Clock.systemUTC(), 1 << 20);
        assertThat(digests(digests, "pom.xml")).isEmpty();
        assertThat(digests(digests, "./pom.xml")).containsKey("./pom.xml");
    }

    @Test
    void whatIsTooLargeOrMissingOrNoFileHasNoDigest() throws IOException {
        Path large = Files.write(folder.resolve("large.js"), new byte[1_001]);
        assertThat(digests(later(), "node", large.toString())).isEmpty();
        assertThat(digests(later(), "node", folder.resolve("missing.js").toString()))
                .isEmpty();
        assertThat(digests(later(), "node", folder.toString())).isEmpty();
        assertThat(digests(later(), "node", "a\0b")).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC}) // elsewhere nothing tells every change
    void aFileThatNobodyTouchedIsReadOnce() {
        FileDigests digests = later();
        digests(digests, "node", script.toString());
        assertThat(digests(digests, "node", script.toString())).containsValue(ABC);
        assertThat(digests.read()).isEqualTo(1);
    }

    @Test
    void aFileThatWasWrittenAgainIsReadAgain() throws IOException {
        FileDigests digests = later();
        digests(digests, "node", script.toString());
        Files.writeString(script, "abd");
        assertThat(digests(digests, "node", script.toString())).doesNotContainValue(ABC);
    }

    @Test
    void settingTheTimeBackDoesNotHideAChange() throws IOException {
        FileTime before = Files.getLastModifiedTime(script);
        FileDigests digests = later();
        digests(digests, "node", script.toString());
        Files.writeString(script, "abd");
        Files.setLastModifiedTime(script, before);
        assertThat(digests(digests, "node", script.toString())).doesNotContainValue(ABC);
    }

    @Test
    void aFileThatWasWrittenJustNowIsNotRemembered() {
        FileDigests digests = FileDigests.of(List.of(folder), Clock.fixed(Instant.now(), ZoneOffset.UTC), 1_000);
        digests(digests, "node", script.toString());
        digests(digests, "node", script.toString());
        assertThat(digests.read()).isEqualTo(2);
    }
}
