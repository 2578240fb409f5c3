package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.identity.Assurance;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.MemoryPinStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whether a child process may start, and what becomes of one that was started by somebody who did not look. */
class StartTest {

    private static final Server FILES =
            Server.command("files", List.of("java", "-jar", "files.jar")).checked();
    private static final Map<String, String> DIGESTS = Map.of("files.jar", "sha256:aa");
    private static final Policy EXACT = Policy.balanced().server("files", files -> files.assurance(Assurance.EXACT));
    private static final Policy PINNED = Policy.balanced().server("files", files -> files.pinFiles(true));

    private final Decisions decisions = new Decisions();

    private McpGuard guard(Policy policy) {
        return McpGuard.builder().policy(policy).audit(decisions).build();
    }

    private static Optional<String> starts(McpGuard guard, Server server, Map<String, String> files) {
        return opened(guard.session(server)).starts(files).toCompletableFuture().join();
    }

    private static Session.Connection opened(Session session) {
        return session.open(message -> CompletableFuture.completedFuture(null));
    }

    private List<Decision> starts() {
        return decisions.of("guard/start");
    }

    @Test
    void aServerWhoseFilesAreKnownStarts() {
        assertThat(starts(guard(EXACT), FILES, DIGESTS)).isEmpty();
        assertThat(starts()).isEmpty();
    }

    @Test
    void aServerOfWhichLessIsKnownThanThePolicyWantsDoesNotStart() {
        assertThat(starts(guard(EXACT), FILES, Map.of()))
                .contains(
                        "the policy wants assurance \"exact\", and what its command starts is known as name: Java program"
                                + " files.jar; no digest is known of files.jar");
        assertThat(starts()).singleElement().satisfies(decision -> {
            assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(decision.rule()).isEqualTo("builder servers.files.identity.assurance");
        });
    }

    @Test
    void inAuditModeItStartsAndThatIsRecorded() {
        assertThat(starts(guard(EXACT.mode(Interceptor.Mode.AUDIT)), FILES, Map.of()))
                .isEmpty();
        assertThat(starts()).singleElement().satisfies(decision -> {
            assertThat(decision.verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(decision.wouldBe()).isEqualTo(Verdict.REFUSED);
        });
    }

    private static void approveInTheFile(MemoryPinStore store) {
        Object read = JsonTree.freeze(Line.definition("read", "Reads"), Limits.DEFAULT);
        Pin pin = Pin.of(ItemKind.TOOL, "read", PinState.APPROVED, "sha256:" + CanonicalJson.sha256(read), read);
        store.replace(
                "",
                Pins.empty().with("files", ServerPins.of(Map.of(), List.of(pin)).listed(Set.of(ItemKind.TOOL))));
    }

    @Test
    void aServerThatRunsApprovesNothingOfItself() {
        for (boolean byThePerson : List.of(true, false)) {
            var store = new MemoryPinStore();
            McpGuard guard = McpGuard.builder()
                    .policy(Policy.balanced().pin(pin -> pin.firstSight(PinPolicy.FirstSight.REFUSE)))
                    .audit(decisions)
                    .lock(store)
                    .build();
            if (byThePerson) {
                approveInTheFile(store);
            }
            starts(guard, FILES, DIGESTS);
            if (!byThePerson) {
                approveInTheFile(store);
            }
            Line line = new Line(guard, FILES.measured(DIGESTS, false)).tool("read", "Reads");

            assertThat(Line.isRefusal(line.call("read", Map.of()))).isEqualTo(!byThePerson);
        }
        assertThat(decisions.of("guard/pins"))
                .anySatisfy(decision -> assertThat(decision.findings())
                        .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("pins.edited")));
    }

    @Test
    void toolsOfAServerThatNobodyLookedAtAreRefusedWhereMoreIsWanted() {
        Line line = new Line(guard(EXACT), FILES).tool("read", "Reads");
        assertThat(line.call("read", Map.of()).toString()).contains("pins.unverified");

        Line looked = new Line(guard(EXACT), FILES.measured(DIGESTS, false)).tool("read", "Reads");
        assertThat(Line.isRefusal(looked.call("read", Map.of()))).isFalse();
    }

    @Test
    void aFileThatChangedSinceItWasPinnedDoesNotStart() {
        McpGuard guard = guard(PINNED);
        Line line = new Line(guard, FILES.measured(DIGESTS, true)).tool("read", "Reads");
        line.call("read", Map.of());

        assertThat(starts(guard, FILES, DIGESTS)).isEmpty();
        assertThat(starts(guard, FILES, Map.of("files.jar", "sha256:bb")).orElseThrow())
                .contains("file \"files.jar\" had sha256:aa and has sha256:bb");
        assertThat(starts()).singleElement().satisfies(decision -> {
            assertThat(decision.rule()).isEqualTo("identity.files");
            assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
        });
    }

    @Test
    void aServerThatIsBoundToItsFilesAndStartedUnseenIsNotTheOneThatWasPinned() {
        McpGuard guard = guard(PINNED);
        new Line(guard, FILES.measured(DIGESTS, true)).tool("read", "Reads").call("read", Map.of());

        Line unseen = new Line(guard, FILES).tool("read", "Reads");

        assertThat(Line.isRefusal(unseen.call("read", Map.of()))).isTrue();
    }

    @Test
    void aChangedFileThatIsOnlyRecordedIsAFindingAndNoRefusal() {
        McpGuard guard = guard(Policy.balanced());
        new Line(guard, FILES.measured(DIGESTS, false)).tool("read", "Reads").call("read", Map.of());

        Line changed = new Line(guard, FILES.measured(Map.of("files.jar", "sha256:bb"), false)).tool("read", "Reads");

        assertThat(Line.isRefusal(changed.call("read", Map.of()))).isFalse();
        assertThat(decisions.rulesOf("guard/pins")).contains("identity.files");
    }

    @Test
    void aCopyOfAServerAtANewEndpointIsAFinding() {
        McpGuard guard = guard(Policy.balanced());
        new Line(guard, url("mail", "https://mail.example.com/mcp"))
                .tool("read", "Reads")
                .call("read", Map.of());
        new Line(guard, url("copy", "https://mail.example.org/mcp"))
                .tool("read", "Reads")
                .call("read", Map.of());
        assertThat(decisions.rulesOf("guard/pins")).contains("identity.same_definitions");
    }

    @Test
    void instancesThatThePolicyDeclaresAreNone() {
        McpGuard guard = guard(Policy.balanced()
                .server("prod", prod -> prod.url("https://mail.example.com/mcp"))
                .server("dev", dev -> dev.url("https://dev.example.com/mcp")));
        new Line(guard, url("prod", "https://mail.example.com/mcp"))
                .tool("read", "Reads")
                .call("read", Map.of());
        new Line(guard, url("dev", "https://dev.example.com/mcp"))
                .tool("read", "Reads")
                .call("read", Map.of());
        assertThat(decisions.rulesOf("guard/pins")).noneMatch(rule -> rule.startsWith("identity."));
    }

    private static Server url(String name, String url) {
        return Server.url(name, URI.create(url)).checked();
    }
}
