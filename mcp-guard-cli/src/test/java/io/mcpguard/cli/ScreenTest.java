package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on where results go. */
class ScreenTest {

    private static final char ESCAPE = '\u001b';

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void set() {
        run = new Run(folder);
    }

    private Run.Result vet(TestServer server, String... more) {
        try (HttpTestServer http = HttpTestServer.start(server)) {
            run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"url\": \"" + http.url() + "\"}}}");
            var line = new java.util.ArrayList<>(java.util.List.of("vet", "--dry-run"));
            line.addAll(java.util.List.of(more));
            return run.run(line.toArray(String[]::new));
        }
    }

    private static TestServer silent() {
        return TestServer.named("silent").on("initialize", params -> null);
    }

    @Test
    void progressIsShownOnATerminal() {
        run.onScreen();

        assertThat(vet(silent(), "--timeout", "1").err()).contains("waiting for files ... 0 s", "\r" + ESCAPE + "[K");
    }

    @Test
    void progressIsNotShownElsewhere() {
        assertThat(vet(silent(), "--timeout", "1").err()).isEmpty();
    }

    @Test
    void resultsAreColouredOnATerminalAlone() {
        assertThat(vet(TestServers.files()).out()).doesNotContain("" + ESCAPE);
        assertThat(vet(TestServers.files(), "--color", "auto").out()).doesNotContain("" + ESCAPE);
        run.onScreen();
        assertThat(vet(TestServers.files()).out()).contains(ESCAPE + "[32mseen" + ESCAPE + "[0m");
        assertThat(vet(TestServers.files(), "--json").out()).doesNotContain("" + ESCAPE);
    }

    @Test
    void colourCanBeForcedAndForbidden() {
        assertThat(vet(TestServers.files(), "--color", "always").out()).contains("" + ESCAPE);
        run.onScreen();
        assertThat(vet(TestServers.files(), "--color=never").out()).doesNotContain("" + ESCAPE);
        assertThat(vet(TestServers.files(), "--color=Always").out()).contains("" + ESCAPE);
        assertThat(vet(TestServers.files(), "--color=some").status()).isEqualTo(Exit.UNKNOWN);
    }

    @Test
    void noColorAndADumbTerminalAreHeeded() {
        run.onScreen();
        run.set("NO_COLOR", "1");
        assertThat(vet(TestServers.files()).out()).doesNotContain("" + ESCAPE);
        run.set("NO_COLOR", "").set("TERM", "dumb");
        assertThat(vet(TestServers.files()).out()).doesNotContain("" + ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 140})
    void declarationsAreAsWideAsTheScreen(int columns) {
        run.set("COLUMNS", String.valueOf(columns));
        var server = TestServer.named("wide").tool("read", "word ".repeat(100), arguments -> "");

        String line = vet(server)
                .out()
                .lines()
                .filter(each -> each.contains("tool read"))
                .findFirst()
                .orElseThrow();

        assertThat(line.length()).isBetween(columns - 10, columns);
    }

    @Test
    void helpIsAsWideAsTheScreenAndNoWiderThanReadable() {
        assertThat(run.set("COLUMNS", "70")
                        .run("vet", "--help")
                        .out()
                        .lines()
                        .filter(line -> !line.contains("  mcp-guard ")))
                .allMatch(line -> line.length() <= 70);
        assertThat(run.set("COLUMNS", "300").run("vet", "--help").out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.set("COLUMNS", "nonsense").run("vet", "--help").status()).isEqualTo(Exit.FINE);
    }
}
