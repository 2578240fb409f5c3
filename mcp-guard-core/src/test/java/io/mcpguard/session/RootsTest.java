package io.mcpguard.session;

import static io.mcpguard.session.Asking.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.policy.ClientAccess;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling.Effect;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What of the client's directories, and of its errors, a server learns. */
class RootsTest {

    private final Decisions decisions = new Decisions();

    private Line line(Consumer<ClientAccess> client) {
        Policy policy = Policy.balanced().server("helper", helper -> helper.client(client));
        return Line.to(McpGuard.builder().policy(policy).audit(decisions).build(), "helper");
    }

    private static Map<String, Object> roots(String... uris) {
        return params(
                "roots", List.of(uris).stream().map(uri -> Map.of("uri", uri)).toList());
    }

    private static Message answered(Line line, Message answer) {
        line.fromServer(new Message.Request("s1", "roots/list", Map.of()));
        line.fromApplication(answer);
        return line.reachedServer.get(line.reachedServer.size() - 1);
    }

    @Test
    void tellsOnlyTheRootsThatThePolicyNames() {
        Line line = line(client -> client.onlyRoots("file:///work/project"));

        assertThat(answered(
                        line,
                        new Message.Result(
                                "s1",
                                roots(
                                        "file:///work/project",
                                        "file:///work/project/docs/",
                                        "file:///work/projects-of-others",
                                        "file:///work",
                                        "file:///home/ana",
                                        "file:///work/project/../../home",
                                        "file:///work/project/%2e%2e/secret",
                                        "file://server/work/project",
                                        "https://work/project",
                                        "not a uri"))))
                .isEqualTo(new Message.Result("s1", roots("file:///work/project", "file:///work/project/docs/")));
        assertThat(decisions.of("roots/list").get(1).verdict()).hasToString("CHANGED");
    }

    @Test
    void tellsAllRootsWhereThePolicyNamesNone() {
        assertThat(answered(line(client -> {}), new Message.Result("s1", roots("file:///home/ana", "file:///work"))))
                .isEqualTo(new Message.Result("s1", roots("file:///home/ana", "file:///work")));
    }

    @Test
    void tellsNothingWhereRootsAreRefused() {
        Line line = line(client -> client.roots(Effect.REFUSE));

        line.fromServer(new Message.Request("s1", "roots/list", Map.of()));

        assertThat(line.reachedApplication).isEmpty();
    }

    @Test
    void keepsTheTextOfTheClientsErrorsToItself() {
        Message error = new Message.Failure(
                "s1",
                params("code", -32603, "message", "no such file /home/ana/.secret", "data", Map.of("trace", "at x")));

        assertThat(answered(line(client -> {}), error))
                .isEqualTo(new Message.Failure("s1", params("code", -32603, "message", "Internal error")));
        assertThat(answered(line(client -> client.errorText(true)), error)).isEqualTo(error);
    }

    @Test
    void tellsAServerThatTheUserSaidNo() {
        assertThat(answered(
                        line(client -> {}),
                        new Message.Failure("s1", params("code", -1, "message", "Ana does not want this"))))
                .isEqualTo(new Message.Failure("s1", params("code", -1, "message", "User rejected the request")));
    }
}
