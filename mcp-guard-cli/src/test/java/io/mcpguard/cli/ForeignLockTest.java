package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock that cannot be used ends every command with 2, says why, and stays as it is. */
class ForeignLockTest {

    private static final List<List<String>> COMMANDS =
            List.of(List.of("vet"), List.of("verify"), List.of("diff"), List.of("approve", "--all", "--yes"));

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void write() {
        run = new Run(folder);
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));
    }

    static Stream<Arguments> locks() {
        return Stream.of(
                Arguments.of("{\"version\": 4, \"servers\": {}}", "version"),
                Arguments.of("{\"version\": 2, \"servers\": {\"files\": {\"identity\"", "mcp-guard.lock"),
                Arguments.of("", "mcp-guard.lock"),
                Arguments.of("{\"version\": 2, \"servers\": {}, \"servers\": {}}", "mcp-guard.lock"),
                Arguments.of("<<<<<<< HEAD\n{\"version\": 2, \"servers\": {}}\n", "mcp-guard.lock"),
                Arguments.of("\u0000\u0001\u0002", "mcp-guard.lock"));
    }

    @ParameterizedTest
    @MethodSource("locks")
    void isRefusedAndStaysAsItIs(String lock, String told) {
        run.file("mcp-guard.lock", lock);

        for (List<String> command : COMMANDS) {
            assertRefused(command, told);
            assertThat(run.read("mcp-guard.lock")).isEqualTo(lock);
        }
    }

    private void assertRefused(List<String> command, String told) {
        Run.Result result = run.run(command.toArray(String[]::new));

        assertThat(result.status()).as(command + ": " + result).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).startsWith("mcp-guard: ").contains(told).doesNotContain("Exception", "should not be");
    }

    @Test
    void aFolderIsNoLock() throws IOException {
        Files.createDirectory(folder.resolve("mcp-guard.lock"));

        for (List<String> command : COMMANDS) {
            assertRefused(command, "no regular file");
        }
    }

    @Test
    void aLockOfSomebodyElseIsNamed() throws IOException {
        run.file("mcp-guard.lock", "{\"version\": 2, \"servers\": {}}");
        Files.setPosixFilePermissions(folder.resolve("mcp-guard.lock"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(folder.resolve("mcp-guard.lock")), "root reads everything");

        for (List<String> command : COMMANDS) {
            Run.Result result = run.run(command.toArray(String[]::new));

            assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
            assertThat(result.err()).contains("mcp-guard.lock", "permissions");
        }
    }

    @Test
    void aLockThatCannotBeWrittenIsNotSaidToHaveAnything() {
        Run.Result result = run.run("vet", "--lock", "gone/mcp-guard.lock");

        assertThat(result.out())
                .contains("gone/mcp-guard.lock does not have all of it, because it could not be written");
        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(run.run("vet").out()).contains("Lock: " + folder.resolve("mcp-guard.lock") + ". ");
    }
}
