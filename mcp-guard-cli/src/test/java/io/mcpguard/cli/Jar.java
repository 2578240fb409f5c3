package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar as a process of its own, as others run it, in a folder. */
final class Jar {

    private static final Path JAR = Path.of("target", "mcp-guard.jar").toAbsolutePath();
    private static int runs;

    private final Path folder;

    Jar(Path folder) {
        this.folder = folder;
    }

    /** What a run came to. */
    record Ended(int status, String out, String err) {}

    /** A run that goes on. */
    record Started(Process process, Path out, Path err) {
        Ended end() throws IOException, InterruptedException {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    Ended run(String... args) throws IOException, InterruptedException {
        return start(List.of(), args).end();
    }

    /** Starts it behind a launcher, such as {@code env}. */
    Started start(List<String> launcher, String... args) throws IOException {
        var line = new ArrayList<>(launcher);
        line.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        line.addAll(List.of(args));
        int run = ++runs;
        Path out = folder.resolve("stdout-" + run);
        Path err = folder.resolve("stderr-" + run);
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }
}
