package io.mcpguard.it.realservers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mcpguard.McpGuard;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Mutator;
import io.mcpguard.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Honest servers must not notice that there is a guard, and neither must their users: docs/real-servers.md. Runs in the
 * profile {@code real-servers}.
 */
@Tag("real-servers")
class RealServersIT {

    private static final Path DIFFERENCES = Path.of("realservers", "differences.json");

    /** Where {@link Install} put the servers. */
    private static final Path INSTALLED = Path.of("target", "real-servers").toAbsolutePath();

    private static final Path SCRATCH = INSTALLED.resolve("scratch");

    private static final Duration END = Duration.ofSeconds(10);

    /** It warns of each notification that it has no handler for, tasks for instance. */
    @BeforeAll
    static void quieten() {
        ((Logger) LoggerFactory.getLogger("io.modelcontextprotocol")).setLevel(Level.OFF);
    }

    static Stream<RealServer> servers() throws Exception {
        Files.createDirectories(SCRATCH);
        return RealServer.all(INSTALLED, SCRATCH.toRealPath()).stream();
    }

    /** As an application would have it whose users follow the links that the script makes the server send. */
    private static Policy policy(RealServer server) {
        return Policy.balanced()
                .server(
                        server.name(),
                        rules -> rules.client(
                                client -> client.urlOrigins("https://example.com", "https://modelcontextprotocol.io")
                                        .showServer(false)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aGuardedTranscriptEqualsAPlainOne(RealServer server) throws Exception {
        Transcript plain = Run.plain(server);
        Noise noise = Noise.between(plain.tree(), Run.plain(server).tree());
        var decisions = new Decisions();
        Transcript first;
        Transcript second;
        try (McpGuard guard = McpGuard.builder()
                .policy(policy(server))
                .audit(decision -> {})
                .onDecision(decisions)
                .build()) {
            first = Run.guarded(server, guard);
            // Now everything is pinned.
            second = Run.guarded(server, guard);
        }

        var report = new Report(server, noise, Reviewed.read(DIFFERENCES));
        report.compare("first sight", plain, first);
        report.compare("pinned", plain, second);
        report.write(INSTALLED.resolve("reports"), decisions);

        assertThat(report.unreviewed())
                .overridingErrorMessage(() -> "differences that nobody reviewed; docs/real-servers.md says how to\n\n"
                        + String.join("\n", report.unreviewed()) + "\n\nthe guard decided\n"
                        + decisions.objections())
                .isEmpty();
        assertThat(report.obsolete())
                .as("reviewed differences that are gone: take them out of %s", DIFFERENCES)
                .isEmpty();
    }

    /** Who compares and never finds anything may be looking away. */
    @Test
    void aGuardThatChangesOneWordIsNoticed() throws Exception {
        RealServer server = servers()
                .filter(each -> each.name().equals("sequential-thinking"))
                .findFirst()
                .orElseThrow();
        var meddler = Mutator.of(
                "meddler",
                Hook.responses("tools/list"),
                in -> MutationResult.changed(
                        Json.mapStrings(in.payload(), text -> text.replace("Generate a solution", "Generate solution")),
                        "a word less"));
        Transcript plain = Run.plain(server);
        Transcript changed;
        try (McpGuard guard =
                McpGuard.builder().audit(decision -> {}).interceptor(meddler).build()) {
            changed = Run.guarded(server, guard);
        }

        var report = new Report(server, Noise.between(plain.tree(), plain.tree()), Reviewed.read(DIFFERENCES));
        report.compare("changed", plain, changed);

        assertThat(report.unreviewed())
                .isNotEmpty()
                .allMatch(difference ->
                        difference.contains("/description/#line ") && difference.contains("Generate a solution"));
    }

    @Test
    void everyReviewedDifferenceIsAboutAServerThatIsCompared() throws Exception {
        List<RealServer> servers = servers().toList();

        assertThat(Reviewed.read(DIFFERENCES))
                .allMatch(reviewed -> servers.stream().anyMatch(reviewed::isAbout));
    }

    @AfterEach
    void noServerIsLeft() {
        ProcessHandle.current()
                .descendants()
                .forEach(child -> child.onExit()
                        .completeOnTimeout(child, END.toSeconds(), TimeUnit.SECONDS)
                        .join());

        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .map(child -> child.info().commandLine().orElse("?"))
                        .toList())
                .as("processes of servers that did not end")
                .isEmpty();
    }
}
