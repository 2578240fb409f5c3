package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.test.TestServers;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line, run in this process in a folder of its own. */
public final class Run {

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Terminal terminal = Terminal.none();
    private InputStream input = new ByteArrayInputStream(new byte[0]);

    public Run(Path folder) {
        this.folder = folder;
    }

    /** What a run came to. */
    public record Result(int status, String out, String err) {
        public Map<String, Object> json() {
            return JsonText.parseObject(out, Limits.DEFAULT);
        }
    }

    public Run set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Run answering(String text) {
        terminal = new Terminal(true, false, false);
        return input(text);
    }

    public Run onScreen() {
        terminal = new Terminal(false, true, true);
        return this;
    }

    public Run input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    public Run input(byte[] bytes) {
        input = new ByteArrayInputStream(bytes);
        return this;
    }

    /** A person who does something before each answer. */
    public Run answering(String text, Runnable meanwhile) {
        answering(text);
        input = new FilterInputStream(input) {
            private boolean asked;

            @Override
            public int read() throws IOException {
                if (!asked) {
                    asked = true;
                    meanwhile.run();
                }
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int b = read();
                if (b >= 0) {
                    bytes[from] = (byte) b;
                }
                return b < 0 ? -1 : 1;
            }
        };
        return this;
    }

    /** A program of this folder that starts a server of the fixtures, as a file whose digest binds it. */
    public String program(String name, String fixture) {
        String line = String.join(
                " ",
                line(TestServers.stdio(fixture)).stream()
                        .map(each -> "'" + each + "'")
                        .toList());
        file(name, "#!/bin/sh\n# " + fixture + "\nexec " + line + "\n");
        Path file = folder.resolve(name);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    public Run file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Result run(String... args) {
        var out = new ByteArrayOutputStream();
        Result result = runInto(out, args);
        return new Result(result.status, out.toString(StandardCharsets.UTF_8), result.err);
    }

    /** With another standard output, such as one that is full. */
    public Result runInto(OutputStream out, String... args) {
        var err = new ByteArrayOutputStream();
        var io = new Io(
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                environment,
                folder);
        int status = Main.run(io, args);
        return new Result(status, "", err.toString(StandardCharsets.UTF_8));
    }

    /** An mcp.json with servers of the fixtures as child processes: names and what they are called there. */
    public static String mcpJson(Map<String, String> servers) {
        var entries = new LinkedHashMap<String, Object>();
        servers.forEach((name, fixture) -> entries.put(name, entry(TestServers.stdio(fixture))));
        return JsonText.writePretty(Map.of("mcpServers", entries));
    }

    public static Map<String, Object> entry(ServerParameters parameters) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("command", parameters.getCommand());
        entry.put("args", List.copyOf(parameters.getArgs()));
        entry.put("env", Map.of("API_TOKEN", "very-secret-value"));
        return entry;
    }

    public static List<String> line(ServerParameters parameters) {
        var line = new ArrayList<>(List.of(parameters.getCommand()));
        line.addAll(parameters.getArgs());
        return line;
    }
}
