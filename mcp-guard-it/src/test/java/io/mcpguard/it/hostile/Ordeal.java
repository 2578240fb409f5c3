package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.audit.AuditSinks;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Answers;
import io.mcpguard.it.transport.Way;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.RecordedDecisions;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays an attack on a guarded client and holds the guard to what must be true after any attack:
 *
 * <ol>
 *   <li>it is over in bounded time;
 *   <li>the honest part of the session {@linkplain #worksOn() works on}, or {@linkplain #endsClearly() ends with a clear
 *       error};
 *   <li>no text of the server came around the guard: not in a result, an exception, a log line, on stderr;
 *   <li>memory and threads are back where they were;
 *   <li>the audit log {@linkplain #auditTells tells} what happened, and its chain is intact.
 * </ol>
 *
 * <p>The first is asserted by {@link #attack}, the third, the fourth and the chain by {@link #close}; closing also fails if
 * nobody asked for the second and the fifth. Hostile servers write {@link #CANARY} wherever they write text, and the
 * honest tool is {@code list_files}, of the fixtures' {@code files} server or of one that is {@link Described}.
 *
 * <pre>{@code
 * try (var ordeal = Ordeal.of(kind, guard -> McpTransports.stdio(guard, "files", garbage))) {
 *     ordeal.attack(agent -> agent.call("read_file", Map.of("name", "meeting.md")));
 *     ordeal.worksOn();
 *     ordeal.auditTells(decision -> decision.rule().equals("correlation"));
 * }
 * }</pre>
 */
final class Ordeal implements AutoCloseable {

    /** What no application may ever read. */
    static final String CANARY = "zanzibar-canary-6b1f";

    /** Well below the SDK's 20 s, so that nothing passes by waiting for that. */
    static final Duration BOUND = Duration.ofSeconds(15);

    /** How long clients wait for an answer: longer than honest servers take on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an application does. */
    @FunctionalInterface
    interface Act {
        @Nullable
        Object with(Agent agent) throws Exception;
    }

    private final Footprint before = Footprint.now();
    private final Evidence evidence = new Evidence();
    private final RecordedDecisions decisions = new RecordedDecisions();
    private final Heard heard = new Heard();
    private final Agent.Kind kind;
    private final @Nullable Answers answers;
    private final Path folder;
    private final McpGuard guard;
    private final Way.Connection connection;
    private @Nullable Agent agent;
    private @Nullable Throwable connectFailure;
    private boolean heldToOutcome;
    private boolean heldToAudit;

    private Ordeal(Agent.Kind kind, Policy policy, @Nullable Answers answers, Function<McpGuard, Way.Connection> way) {
        this.kind = kind;
        this.answers = answers;
        try {
            this.folder = Files.createTempDirectory("mcp-guard-ordeal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.guard = McpGuard.builder()
                .policy(policy)
                .audit(AuditSinks.all(List.of(decisions, FileAudit.at(auditFile()))))
                .build();
        this.connection = way.apply(guard);
    }

    /** Under the default policy. The transport connects with the first attack. */
    static Ordeal of(Agent.Kind kind, Function<McpGuard, McpClientTransport> way) {
        return of(kind, Policy.balanced(), way);
    }

    static Ordeal of(Agent.Kind kind, Policy policy, Function<McpGuard, McpClientTransport> way) {
        return over(kind, policy, null, guard -> new Way.Connection(way.apply(guard), () -> {}));
    }

    /**
     * Over a connection that ends with the ordeal.
     *
     * @param answers what the client answers a server that asks, or null for a client that cannot be asked
     */
    static Ordeal over(
            Agent.Kind kind, Policy policy, @Nullable Answers answers, Function<McpGuard, Way.Connection> way) {
        return new Ordeal(kind, policy, answers, way);
    }

    /** Does what the attack needs the application to do. What it gets, and how it fails, is evidence. */
    Ordeal attack(Act act) {
        tryTo(act);
        return this;
    }

    /** Like {@link #attack}, and says what the application got: a result, a failure, or null. */
    @Nullable
    Object tryTo(Act act) {
        long start = System.nanoTime();
        Object got;
        try {
            got = act.with(agent());
            evidence.add("result", got);
        } catch (Exception e) {
            evidence.add(e);
            got = e;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time that the attack took")
                .isLessThan(BOUND);
        return got;
    }

    /** The honest part of the session works on. */
    void worksOn() {
        heldToOutcome = true;
        assertThatCode(() -> {
                    String files = agent().call("list_files", Map.of());
                    assertThat(files).as("the honest tool's answer").contains("meeting.md");
                })
                .as("the honest part of the session")
                .doesNotThrowAnyException();
    }

    /** The session is over, and whoever uses it is told so at once, in the guard's words. */
    void endsClearly() {
        heldToOutcome = true;
        Object got = tryTo(agent -> agent.call("list_files", Map.of()));
        assertThat(Failures.isClearError(got)).as("a clear error, not " + got).isTrue();
    }

    /** The server says nothing at all, and the client's own time limit says so: nobody else can know. */
    void timesOut() {
        heldToOutcome = true;
        Object got = tryTo(agent -> agent.call("list_files", Map.of()));
        assertThat(Failures.isTimeout(got)).as("a timeout, not " + got).isTrue();
    }

    /** Either way; for attacks that hit or miss by chance. */
    void worksOnOrEndsClearly() {
        heldToOutcome = true;
        Object got = tryTo(agent -> agent.call("list_files", Map.of()));
        assertThat((got instanceof String files && files.contains("meeting.md")) || Failures.isClearError(got))
                .as("a right answer or a clear error, not " + got)
                .isTrue();
    }

    /** At least one decision says what happened. */
    void auditTells(Predicate<Decision> what) {
        heldToAudit = true;
        // Over HTTP what belongs to nothing may come after the answer that it was sent with.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (decisions.all().stream().noneMatch(what) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(decisions.all())
                .as("decisions in the audit log")
                .anySatisfy(decision -> assertThat(decision).matches(what, "tells what happened"));
    }

    /** The attack left nothing to tell, because no message was different: for honest twins. */
    void auditTellsOfNothing() {
        heldToAudit = true;
        assertThat(decisions.refused()).as("refusals in the audit log").isEmpty();
    }

    RecordedDecisions decisions() {
        return decisions;
    }

    Heard heard() {
        return heard;
    }

    McpGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        try {
            connection.close(); // first: a client has to be able to close when its server is gone
            long start = System.nanoTime();
            if (agent != null) {
                tryTo(open -> {
                    open.close();
                    return null;
                });
            } else {
                connection.transport().close();
            }
            guard.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time that closing took")
                    .isLessThan(BOUND);
            evidence.assertHoldsNo(CANARY);
            assertThat(FileAudit.verify(auditFile()).isIntact())
                    .as("the audit log's chain is intact")
                    .isTrue();
        } finally {
            evidence.close();
            delete(folder);
        }
        agent = null;
        decisions.clear();
        heard.clear();
        before.assertBack();
        assertThat(heldToOutcome)
                .as("the test says what becomes of the session")
                .isTrue();
        assertThat(heldToAudit).as("the test says what the audit tells").isTrue();
    }

    private Agent agent() {
        if (connectFailure != null) {
            throw new IllegalStateException("not connected", connectFailure);
        }
        if (agent == null) {
            try {
                agent = kind.on(connection.transport(), PATIENCE, this::hear, answers);
            } catch (RuntimeException e) {
                evidence.add(e);
                connectFailure = e;
                throw e;
            }
        }
        return agent;
    }

    private void hear(Object said) {
        evidence.add("consumer or handler", said);
        heard.add(said);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path auditFile() {
        return folder.resolve("audit.jsonl");
    }
}
