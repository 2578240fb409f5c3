package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.MemoryPinStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private final Decisions decisions = new Decisions();
    private final PinStore store = new MemoryPinStore();

    @Test
    void refusesAServerThatIsTakenForAPinnedOne() {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");

        Line spoof = Line.to(guard, "g1thub").tool("search", "Searches");

        assertThat(spoof.session.isAdmitted()).isFalse();
        assertThat(spoof.request("initialize", Map.of()).toString()).contains("names.server");
        assertThat(decisions.of("initialize"))
                .last()
                .extracting(Decision::reason)
                .isEqualTo("\"g1thub\" is like \"github\": it looks the same when digits are read as letters;"
                        + " if both are meant, list this one under servers");
        assertThat(spoof.reachedServer).isEmpty();
    }

    @Test
    void refusesItToo_whenItWasThereBeforeThePins() {
        McpGuard guard = guard(Policy.balanced());
        Line spoof = Line.to(guard, "g1thub").tool("search", "Searches");
        pin(guard, "github");

        assertThat(Line.isRefusal(spoof.request("initialize", Map.of()))).isTrue();
        assertThat(spoof.reachedServer).isEmpty();
        assertThat(Line.isRefusal(spoof.call("search", Map.of()))).isTrue();
        assertThat(spoof.calls("search")).isEmpty();
    }

    /** Of a guard whose pins take their time; github is listed, and the pins have githup too if it is honest. */
    private McpGuard slowly(boolean isPinned, CompletableFuture<?> read) {
        var lock = new MemoryPinStore();
        if (isPinned) {
            pin(McpGuard.builder().lock(lock).build(), "g1thub");
        }
        var slow = new PinStore() {
            @Override
            public CompletionStage<Snapshot> load() {
                return read.thenCompose(now -> lock.load());
            }

            @Override
            public CompletionStage<Boolean> replace(String revision, Pins pins) {
                return lock.replace(revision, pins);
            }
        };
        return McpGuard.builder()
                .policy(Policy.observe()
                        .mode(Mode.ENFORCE)
                        .names(names -> names.servers(Treatment.BLOCK))
                        .server("github", server -> {}))
                .lock(slow)
                .audit(decisions)
                .build();
    }

    private static List<String> asked(Line line) {
        line.fromServer(new Message.Request("q", "sampling/createMessage", Asking.sampling("Summarise.")));
        return line.reachedApplication.stream()
                .filter(Message.Request.class::isInstance)
                .map(message -> ((Message.Request) message).method())
                .toList();
    }

    @Test
    void serverThatConnectsBeforeThePinsAreReadIsJudgedOnceTheyAre() {
        for (boolean isPinned : List.of(true, false)) {
            var read = new CompletableFuture<Void>();
            Line early = Line.to(slowly(isPinned, read), "g1thub").tool(toolOf("g1thub"), "Does it");
            read.complete(null);

            assertThat(Line.isRefusal(early.request("initialize", Map.of()))).isEqualTo(!isPinned);
            assertThat(Line.isRefusal(early.call(toolOf("g1thub"), Map.of()))).isEqualTo(!isPinned);
            assertThat(asked(early)).hasSize(isPinned ? 1 : 0);
        }
    }

    @Test
    void serverOfALikeNameAsksForNothingBeforeThePinsAreRead() {
        Line early = Line.to(slowly(true, new CompletableFuture<>()), "g1thub");

        assertThat(asked(early)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-prod", "github-official", "github2", "my-github", "git-hub"})
    void nameThatSaysMoreThanAPinnedOneIsUsed(String name) {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");

        Line near = Line.to(guard, name).tool("find", "Finds");

        assertThat(Line.isRefusal(near.request("initialize", Map.of()))).isFalse();
        assertThat(Line.isRefusal(near.call("find", Map.of()))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-official", "git-hub"})
    void suchANameIsRecordedAllTheSame(String name) {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");
        Line.to(guard, name).request("initialize", Map.of());

        assertThat(findings(name, "initialize"))
                .filteredOn(finding -> finding.rule().equals("names.server"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g\u0456thub",
                "git\u200bhub",
                "g1thub",
                "githup",
                "gihtub",
                "github ",
                "\uff47ithub",
                "\u202ebuhtig"
            })
    void nameThatPassesForAPinnedOneIsRefused(String name) {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");

        assertThat(Line.to(guard, name).session.isAdmitted()).isFalse();
    }

    @Test
    void honestNeighbourOfAPinnedServerIsUsed() {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");

        Line neighbour = Line.to(guard, "gitlab").tool("search_repositories", "Searches");

        assertThat(Line.isRefusal(neighbour.request("initialize", Map.of()))).isFalse();
        assertThat(Line.isRefusal(neighbour.call("search_repositories", Map.of())))
                .isFalse();
        assertThat(findings("gitlab", "initialize")).isEmpty();
    }

    @Test
    void pinnedServerIsUsedWhateverItIsLike() {
        McpGuard lax = guard(Policy.balanced().names(names -> names.servers(Treatment.FLAG)));
        pin(lax, "github");
        pin(lax, "g1thub");

        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");
        Line second = Line.to(guard, "g1thub").tool(toolOf("g1thub"), "Does it");

        assertThat(Line.isRefusal(second.request("initialize", Map.of()))).isFalse();
    }

    @Test
    void listedServerIsUsedWhateverItIsLike() {
        Policy both = Policy.balanced().server("github", server -> {}).server("g1thub", server -> {});

        Line second = Line.to(guard(both), "g1thub");

        assertThat(Line.isRefusal(second.request("initialize", Map.of()))).isFalse();
        assertThat(findings("g1thub", "initialize")).isEmpty();
    }

    @Test
    void refusesAServerThatIsTakenForAListedOneWhereOthersMayBeUsed() {
        Policy policy = Policy.observe()
                .mode(Mode.ENFORCE)
                .names(names -> names.servers(Treatment.BLOCK))
                .server("github", server -> {});

        assertThat(Line.isRefusal(Line.to(guard(policy), "g\u0456thub").request("initialize", Map.of())))
                .isTrue();
        assertThat(Line.isRefusal(Line.to(guard(policy), "calendar").request("initialize", Map.of())))
                .isFalse();
    }

    @Test
    void weakLikenessIsRecordedOnce() {
        McpGuard guard = guard(Policy.balanced());
        pin(guard, "github");
        Line weak = Line.to(guard, "github-mcp").tool("find", "Finds");

        assertThat(Line.isRefusal(weak.request("initialize", Map.of()))).isFalse();
        assertThat(Line.isRefusal(weak.call("find", Map.of()))).isFalse();

        assertThat(findings("github-mcp", "initialize"))
                .extracting(Finding::rule)
                .contains("names.server");
        assertThat(findings("github-mcp", "tools/call"))
                .extracting(Finding::rule)
                .doesNotContain("names.server");
    }

    @Test
    void flagOnlyRecords() {
        McpGuard guard = guard(Policy.balanced().names(names -> names.servers(Treatment.FLAG)));
        pin(guard, "github");

        Line spoof = Line.to(guard, "g1thub");

        assertThat(Line.isRefusal(spoof.request("initialize", Map.of()))).isFalse();
        assertThat(findings("g1thub", "initialize")).extracting(Finding::rule).contains("names.server");
    }

    @Test
    void auditModeOnlyRecordsWhatItWouldRefuse() {
        McpGuard guard = guard(Policy.balanced().mode(Mode.AUDIT));
        pin(guard, "github");

        Line spoof = Line.to(guard, "g1thub");

        assertThat(Line.isRefusal(spoof.request("initialize", Map.of()))).isFalse();
        assertThat(decisions.of("initialize"))
                .filteredOn(decision -> decision.server().name().equals("g1thub"))
                .first()
                .extracting(Decision::wouldBe)
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void likenessToAServerThatIsOnlyConnectedIsRecorded() {
        McpGuard guard = guard(Policy.balanced());
        Line.to(guard, "github");

        Line spoof = Line.to(guard, "g1thub");

        assertThat(Line.isRefusal(spoof.request("initialize", Map.of()))).isFalse();
        assertThat(findings("g1thub", "initialize")).extracting(Finding::rule).contains("names.server");
    }

    @Test
    void slipOfANameThatIsOnlyConnectedIsRecorded() {
        McpGuard guard = guard(Policy.balanced());
        Line.to(guard, "github");

        Line.to(guard, "githup").request("initialize", Map.of());

        assertThat(findings("githup", "initialize")).hasSize(1);
    }

    @Test
    void serverThatWasClosedIsNotComparedWith() {
        McpGuard guard = guard(Policy.balanced());
        Line.to(guard, "github").session.close();

        Line other = Line.to(guard, "g1thub");
        other.request("initialize", Map.of());

        assertThat(findings("g1thub", "initialize")).isEmpty();
    }

    @Test
    void faultOfANameIsRecorded() {
        Line hidden = Line.to(guard(Policy.balanced()), "git\u200bhub");
        hidden.request("initialize", Map.of());

        assertThat(findings("git\u200bhub", "initialize"))
                .extracting(Finding::message)
                .contains("the name has characters in it that are not shown");
    }

    @Test
    void twoToolsOfOneLookAreRecordedWhenTheyAreLearned() {
        Line line = Line.to(guard(Policy.balanced()), "files")
                .tool("read_file", "Reads a file")
                .tool("read_fiIe", "Reads a file")
                .tool("write_file", "Writes a file");
        line.request("tools/list", Map.of());

        assertThat(findings("files", "guard/pins"))
                .filteredOn(finding -> finding.rule().equals("names.tool"))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("looks like the tool \"read_fiIe\" of the same server");
    }

    private Line grown(String late) {
        Line line = Line.to(guard(Policy.balanced()), "files").tool("delete_file", "Deletes a file");
        line.request("tools/list", Map.of());
        line.tool(late, "Deletes a file");
        line.fromServer(new Message.Notification("notifications/tools/list_changed", Map.of()));
        line.request("tools/list", Map.of());
        return line;
    }

    private List<String> alike() {
        return findings("files", "guard/pins").stream()
                .filter(finding -> finding.rule().equals("names.tool"))
                .map(Finding::message)
                .toList();
    }

    @Test
    void toolThatComesLateAndLooksLikeAnOldOneIsRecorded() {
        grown("deIete_file");

        assertThat(alike()).containsExactly("looks like the tool \"delete_file\" of the same server");
    }

    @Test
    void toolThatComesLateAndLooksLikeNoneIsNot() {
        grown("delete_files");

        assertThat(alike()).isEmpty();
    }

    @Test
    void twoToolsThatLookDifferentAreNot() {
        Line line = Line.to(guard(Policy.balanced()), "files")
                .tool("read_file", "Reads a file")
                .tool("read_files", "Reads files");
        line.request("tools/list", Map.of());

        assertThat(findings("files", "guard/pins")).isEmpty();
    }

    private McpGuard guard(Policy policy) {
        return McpGuard.builder().policy(policy).lock(store).audit(decisions).build();
    }

    /** No two of these look alike, whatever the servers' names do. */
    private static String toolOf(String server) {
        return "tool-" + Integer.toHexString(server.hashCode());
    }

    private static void pin(McpGuard guard, String server) {
        Line line = Line.to(guard, server).tool(toolOf(server), "Does it");
        assertThat(Line.isRefusal(line.call(toolOf(server), Map.of()))).isFalse();
    }

    private List<Finding> findings(String server, String event) {
        return decisions.of(event).stream()
                .filter(decision -> decision.server().name().equals(server))
                .flatMap(decision -> decision.findings().stream())
                .toList();
    }
}
