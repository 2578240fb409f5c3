package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Finding;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.Exposure;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resources and templates that two servers list under one address: reported, and used all the same. */
class SharedAddressesTest {

    private static final String TEMPLATE = "file:///{path}";

    private final Decisions decisions = new Decisions();

    private McpGuard guard(Policy policy) {
        return McpGuard.builder().policy(policy).audit(decisions).build();
    }

    private static Line with(McpGuard guard, String server, String... uris) {
        var resources = new ArrayList<Map<String, Object>>();
        for (String uri : uris) {
            resources.add(Map.of("uri", uri, "name", "a file"));
        }
        return Line.to(guard, server)
                .on("resources/list", request -> Line.result(request, Map.of("resources", resources)))
                .on("resources/read", request -> Line.result(request, Map.of("contents", List.of())));
    }

    private static String list(Line line) {
        return line.request("resources/list", Map.of()).toString();
    }

    private static String templates(Line line) {
        return line.request("resources/templates/list", Map.of()).toString();
    }

    private List<String> told(String server, String event) {
        return decisions.of(event).stream()
                .filter(decision -> decision.server().name().equals(server))
                .flatMap(decision -> decision.findings().stream())
                .filter(finding -> finding.rule().equals("shadow.address"))
                .map(Finding::message)
                .toList();
    }

    @Test
    void resourceOfTwoNewServersIsReportedForBothAndStaysInBothLists() {
        McpGuard guard = guard(Policy.balanced());
        Line files = with(guard, "files", "file:///a", "file:///b");
        Line other = with(guard, "other", "file:///a", "file:///c");
        list(files);
        assertThat(told("files", "resources/list")).isEmpty();

        assertThat(list(other)).contains("file:///a", "file:///c");
        assertThat(list(files)).contains("file:///a", "file:///b");

        assertThat(told("other", "resources/list"))
                .containsExactly("server \"files\" has a resource of this address too");
        assertThat(told("files", "resources/list"))
                .containsExactly("server \"other\" has a resource of this address too");
    }

    @Test
    void resourcesOfDifferentAddressesAreNot() {
        McpGuard guard = guard(Policy.balanced());
        list(with(guard, "files", "file:///a"));
        list(with(guard, "other", "file:///A"));

        assertThat(told("other", "resources/list")).isEmpty();
    }

    @Test
    void useOfOneIsReportedAndNotRefused() {
        McpGuard guard = guard(Policy.balanced());
        Line files = with(guard, "files", "file:///a", "file:///b");
        list(files);
        list(with(guard, "other", "file:///a"));

        for (String uri : List.of("file:///a", "file:///b")) {
            assertThat(Line.isRefusal(files.request("resources/read", Map.of("uri", uri))))
                    .isFalse();
        }

        assertThat(told("files", "resources/read")).hasSize(1);
    }

    @Test
    void templateOfTwoNewServersIsReportedToo() {
        McpGuard guard = guard(Policy.balanced());
        templates(Line.to(guard, "files").template(TEMPLATE, "Files"));

        assertThat(templates(Line.to(guard, "other").template(TEMPLATE, "Files")))
                .contains(TEMPLATE);
        assertThat(told("other", "resources/templates/list"))
                .containsExactly("server \"files\" has a resource template of this address too");
    }

    @Test
    void whoHasItApprovedKeepsItAndOnlyTheOtherIsReported() {
        McpGuard guard = guard(Policy.balanced());
        Line files = Line.to(guard, "files").template(TEMPLATE, "Files");
        templates(files);
        Map<String, Object> definition = Map.of("uriTemplate", TEMPLATE, "name", "t", "description", "Files");
        assertThat(guard.approve(
                                "files",
                                ItemKind.RESOURCE_TEMPLATE,
                                TEMPLATE,
                                "sha256:" + CanonicalJson.sha256(definition))
                        .toCompletableFuture()
                        .join())
                .isTrue();
        templates(Line.to(guard, "other").template(TEMPLATE, "Others"));
        templates(files);

        assertThat(told("files", "resources/templates/list")).isEmpty();
        assertThat(told("other", "resources/templates/list")).hasSize(1);
    }

    @Test
    void instancesOfOneServerMayHaveTheSame() {
        McpGuard guard = guard(Policy.balanced().server("prod", prod -> {}).server("dev", dev -> dev.sameAs("prod")));
        list(with(guard, "prod", "db://users"));
        list(with(guard, "dev", "db://users"));

        assertThat(told("dev", "resources/list")).isEmpty();
    }

    @Test
    void whatTheFrameworkTellsApartIsNotTheSame() {
        McpGuard guard = guard(Policy.balanced().exposedNames(Exposure.PREFIXED));
        list(with(guard, "files", "file:///a"));
        list(with(guard, "other", "file:///a"));

        assertThat(told("other", "resources/list")).isEmpty();
    }

    @Test
    void serverThatIsGoneHasNone() {
        McpGuard guard = guard(Policy.balanced());
        Line files = with(guard, "files", "file:///a");
        list(files);
        files.session.close();

        list(with(guard, "other", "file:///a"));

        assertThat(told("other", "resources/list")).isEmpty();
    }
}
