package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that follows cursors as long as there are any, as the SDK's does. */
class PagesTest {

    private final McpGuard guard = McpGuard.builder()
            .policy(Policy.balanced().limits(limits -> limits.maxPages(20).maxItems(50)))
            .build();

    @ParameterizedTest
    @CsvSource({
        "prompts/list, prompts",
        "resources/list, resources",
        "resources/templates/list, resourceTemplates",
        "tools/list, tools"
    })
    void endsAListThatDoesNot(String method, String key) {
        var asked = new int[1];
        Line line =
                Line.to(guard, "s").on(method, request -> Line.result(request, page(key, 0, "cursor-" + asked[0]++)));

        assertThat(follow(line, method)).last().asString().contains("mcp-guard refused", "rule: ");
        assertThat(asked[0]).isLessThanOrEqualTo(45);
    }

    @Test
    void endsALoopAtItsFirstRound() {
        Line line = Line.to(guard, "s")
                .on(
                        "prompts/list",
                        request -> Line.result(
                                request,
                                page(
                                        "prompts",
                                        0,
                                        Line.isOfTheGuard(request)
                                                ? null
                                                : "a".equals(request.params().get("cursor")) ? "b" : "a")));

        assertThat(follow(line, "prompts/list")).hasSize(3).last().asString().contains("limits.pages");
    }

    @Test
    void endsAListOfTooManyItems() {
        var asked = new int[1];
        Line line = Line.to(guard, "s")
                .on(
                        "prompts/list",
                        request -> Line.result(
                                request,
                                page("prompts", 20, Line.isOfTheGuard(request) ? null : "cursor-" + asked[0]++)));

        assertThat(follow(line, "prompts/list")).hasSize(3).last().asString().contains("limits.pages");
    }

    @Test
    void tellsTheClientNothingWhereTheGuardsOwnListingFailed() {
        Line line = Line.to(guard, "s").on("tools/list", request -> Line.result(request, page("tools", 0, "same")));

        assertThat(line.request("tools/list", Map.of()).toString()).contains("mcp-guard refused", "pins.unverified");
    }

    @Test
    void followsAnHonestListAgainAndAgain() {
        Line line = Line.to(guard, "s").on("prompts/list", request -> {
            int page = request.params().get("cursor") instanceof String at ? Integer.parseInt(at) : 0;
            return Line.result(request, page("prompts", 3, page == 9 ? null : String.valueOf(page + 1)));
        });

        for (int i = 0; i < 5; i++) {
            assertThat(follow(line, "prompts/list")).hasSize(10).noneMatch(Line::isRefusal);
        }
    }

    private static List<Message> follow(Line line, String method) {
        var answers = new ArrayList<Message>();
        String cursor = null;
        do {
            Message answer = line.request(method, cursor == null ? Map.of() : Map.of("cursor", cursor));
            answers.add(answer);
            cursor = answer instanceof Message.Result result && result.result().get("nextCursor") instanceof String next
                    ? next
                    : null;
        } while (cursor != null && answers.size() < 1_000);
        return answers;
    }

    private static Map<String, Object> page(String key, int items, String next) {
        var list = new ArrayList<Object>();
        for (int i = 0; i < items; i++) {
            list.add(Map.of("name", "n" + i));
        }
        var page = new LinkedHashMap<String, Object>();
        page.put(key, list);
        if (next != null) {
            page.put("nextCursor", next);
        }
        return page;
    }
}
