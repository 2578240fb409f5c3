package io.mcpguard.it.conformance;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The suite, installed in {@code target/conformance} by the profile of that name. */
final class Suite {

    private static final Path HOME = Path.of("target", "conformance").toAbsolutePath();
    private static final String PROGRAM = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

    /** In seconds. The suite itself gives a client 30. */
    private static final int PATIENCE = 60;

    private Suite() {}

    /** All scenarios for clients that the suite has. */
    static List<String> scenarios() throws IOException, InterruptedException {
        Path out = Files.createTempFile("scenarios", ".txt");
        try {
            run(out, List.of("node", PROGRAM, "list", "--client"));
            var scenarios = new ArrayList<String>();
            boolean client = false;
            for (String line : Files.readAllLines(out)) {
                client = line.startsWith("  - ") ? client : line.startsWith("Client scenarios");
                if (client && line.startsWith("  - ")) {
                    scenarios.add(line.substring(4).split(" ", 2)[0]);
                }
            }
            return scenarios;
        } finally {
            Files.delete(out);
        }
    }

    /**
     * Plays one scenario.
     *
     * @param mode {@code plain} or {@code guarded}
     * @return the checks that were decided, each with its status, in order; what the suite merely noted is left out
     */
    static List<String> play(String scenario, String mode) throws IOException, InterruptedException {
        Path results = Files.createDirectories(HOME.resolve("results").resolve(mode));
        Path of = Files.createTempDirectory(results, scenario.replace('/', '-') + "-");
        // On a command line it would be too long; and the suite splits that at every space.
        Path arguments = HOME.resolve("java-" + mode + ".args");
        Path args = Files.writeString(
                Files.exists(arguments) ? arguments : Files.createFile(arguments),
                "-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n-cp\n\"" + classPath() + "\"\n",
                StandardCharsets.UTF_8);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(
                of.resolve("suite.log"),
                List.of(
                        "node",
                        PROGRAM,
                        "client",
                        "--scenario",
                        scenario,
                        "--output-dir",
                        of.toString(),
                        "--command",
                        java + " @" + HOME.relativize(args) + " " + SuiteClient.class.getName() + " " + mode));
        try (Stream<Path> files = Files.walk(of)) {
            Path checks = files.filter(file -> file.endsWith("checks.json"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the suite wrote no results; see " + of));
            return decided(Files.readString(checks));
        }
    }

    private static List<String> decided(String checks) {
        List<?> all = (List<?>) JsonText.parse(checks, Limits.DEFAULT);
        return all.stream()
                .map(check -> (Map<?, ?>) check)
                .filter(check -> !"INFO".equals(check.get("status")))
                .map(check -> check.get("id") + " " + check.get("status"))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator))
                .replace("\\", "\\\\");
    }

    private static void run(Path out, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the suite did not end; see " + out);
        }
    }
}
