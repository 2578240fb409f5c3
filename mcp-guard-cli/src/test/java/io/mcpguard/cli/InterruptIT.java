package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C while a server hangs: the program ends as a shell expects it, and nothing that it started is left. */
class InterruptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** A server that never answers, with a child of its own; both write down who they are. */
    private void hangingServer() throws IOException {
        Path script = folder.resolve("hang");
        Files.writeString(
                script,
                "#!/bin/sh\nsleep 600 &\necho $! $$ > '" + folder.resolve("pids.tmp") + "'\nmv '"
                        + folder.resolve("pids.tmp") + "' '" + folder.resolve("pids") + "'\nwait\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("mcp.json"), "{\"mcpServers\": {\"hang\": {\"command\": \"" + script + "\"}}}");
    }

    private List<ProcessHandle> started() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(folder.resolve("pids"))) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(10_000_000);
        }
        return List.of(Files.readString(folder.resolve("pids")).strip().split(" ")).stream()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }

    /** Whoever started these tests in the background may have had SIGINT ignored, which is inherited. */
    private static final List<String> WITH_SIGNALS = List.of("env", "--default-signal=INT,TERM");

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsWithItsChildren(String signal, int expected) throws Exception {
        assumeTrue(status("env", "--default-signal=INT,TERM", "true") == 0, "env of coreutils");
        hangingServer();
        Jar.Started vet = new Jar(folder).start(WITH_SIGNALS, "vet", "--timeout", "300");
        List<ProcessHandle> children = started();
        assertThat(children).hasSize(2);

        assertThat(status("kill", "-" + signal, String.valueOf(vet.process().pid())))
                .isZero();

        assertThat(vet.end().status()).isEqualTo(expected);
        for (ProcessHandle child : children) {
            child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        }
        assertThat(folder.resolve("mcp-guard.lock")).doesNotExist();
    }

    @Test
    void aServerThatIsGivenUpIsEndedToo() throws Exception {
        hangingServer();
        Jar.Ended vet = new Jar(folder).run("vet", "--timeout", "3");

        assertThat(vet.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(started()).allSatisfy(child -> child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Rows from a pipe that stays open, so that the scan cannot end by itself. */
    @Test
    void aScanThatIsInterruptedLeavesNoHalfOfItsResults() throws Exception {
        assumeTrue(status("env", "--default-signal=INT,TERM", "true") == 0, "env of coreutils");
        Path pipe = folder.resolve("rows");
        assumeTrue(status("mkfifo", pipe.toString()) == 0, "mkfifo");
        Files.writeString(folder.resolve("out.jsonl"), "older\n");
        Jar.Started scan = new Jar(folder).start(WITH_SIGNALS, "scan", "--jsonl", "rows", "--out", "out.jsonl");
        try (var rows = Files.newOutputStream(pipe)) {
            rows.write("{\"surface\":\"prompt\",\"text\":\"Sunny\"}\n"
                    .repeat(5_000)
                    .getBytes(StandardCharsets.UTF_8));
            rows.flush();
            Instant end = Instant.now().plus(PATIENCE);
            while (parts() == 0) {
                assertThat(Instant.now()).isBefore(end);
                LockSupport.parkNanos(10_000_000);
            }

            assertThat(status("kill", "-INT", String.valueOf(scan.process().pid())))
                    .isZero();

            assertThat(scan.end().status()).isEqualTo(130);
        }
        assertThat(Files.readString(folder.resolve("out.jsonl"))).isEqualTo("older\n");
        assertThat(parts()).isZero();
    }

    private long parts() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }
}
