package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.HiddenText;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.Trees;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of a server that would act on a terminal, in every place that a server can write to. */
class HostileTextTest {

    /** Clears the screen, sets the title, links, turns round, hides, starts a line, C1 and a lone carriage return. */
    private static final String EVIL =
            "x\u001b[2J\u001b]0;owned\u0007\u001b]8;;https://evil.example\u001b\\y\u202ez\u2066"
                    + HiddenText.tags("hidden") + "\u200b\r\nsame files\u009b31m\u0000\u0085\u2028[-w-]{+v+}";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("vet"),
            List.of("vet", "--json"),
            List.of("verify"),
            List.of("verify", "--json"),
            List.of("diff"),
            List.of("diff", "--json"),
            List.of("approve"),
            List.of("approve", "--all", "--seen", "--yes"),
            List.of("scan", "mcp-guard.lock"),
            List.of("scan", "--json", "mcp-guard.lock"));

    @TempDir
    private Path folder;

    private final TestServer server = TestServer.named("files");
    private HttpTestServer http;
    private Run run;

    @BeforeEach
    void vet() {
        server.serverInfo(Map.of("name", "n" + EVIL, "version", "v" + EVIL))
                .instructions("before")
                .tool("kept", "before", arguments -> "")
                .tool("t" + EVIL, "d" + EVIL, arguments -> "")
                .prompt("p" + EVIL, "d" + EVIL, arguments -> "")
                .resource("file:///r" + EVIL, "t" + EVIL, "text")
                .resourceTemplate("file:///{r}" + EVIL, "t" + EVIL, uri -> "text");
        http = HttpTestServer.start(server);
        run = new Run(folder);
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"url\": \"" + http.url() + "\"}}}");
        run.run("vet");
        server.instructions("after" + EVIL)
                .replaceTool("kept", tool -> Trees.with(tool, "description", "after" + EVIL))
                .replaceTool("kept", tool -> Trees.with(tool, "k" + EVIL, "v" + EVIL))
                .removeTool("t" + EVIL);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private static void assertHarmless(List<String> command, String text) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && isHarmful(c))
                        .mapToObj(c -> "U+" + Integer.toHexString(c)))
                .as(command + ": " + text)
                .isEmpty();
        assertThat(text.lines()).as(command.toString()).noneMatch("same files31m"::equals);
    }

    private static boolean isHarmful(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    @Test
    void reachesNoOutput() {
        for (List<String> command : COMMANDS) {
            Run.Result result = run.run(command.toArray(String[]::new));

            assertHarmless(command, result.out());
            assertHarmless(command, result.err());
            assertThat(result.out())
                    .as(command.toString())
                    .contains(command.contains("--json") ? "\\u001b" : "\\u{1b}");
        }
    }

    @Test
    void onATerminalThereAreOnlyOurOwnColours() {
        for (List<String> command : COMMANDS) {
            var line = new ArrayList<>(command);
            if (!command.get(0).equals("scan")) {
                line.add("--color=always");
            }
            Run.Result result = run.onScreen().run(line.toArray(String[]::new));

            assertHarmless(line, result.out().replaceAll("\u001b\\[(0|1|2|3[0-9](;[0-9])?)m", ""));
            assertHarmless(line, result.err().replaceAll("\r\u001b\\[K", ""));
        }
    }

    @Test
    void namesOfAConfigurationDoNotEither() {
        run.file(
                "mcp.json",
                "{\"mcpServers\": {\"a\\u001b[2J\\u202e\": {\"command\": 5}, \"b\\u001b[2J\": {\"command\": "
                        + "\"no\\u001b[2Jprogram\", \"args\": [\"\\u001b[2J\\u202e\"]}}}");

        for (List<String> command : COMMANDS) {
            Run.Result result = run.run(command.toArray(String[]::new));

            assertHarmless(command, result.out() + result.err());
        }
    }
}
