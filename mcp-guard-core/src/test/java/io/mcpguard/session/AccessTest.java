package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.Server;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.Policy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final String KEY = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final Policy POLICY = Policy.balanced()
            .server("mail", mail -> mail.allowTools("search").denyPrompts("secret"))
            .server("web", web -> web.url("https://web.example/mcp"));

    private final Decisions decisions = new Decisions();

    @Test
    void hidesAndRefusesWhatIsNotAllowedAndExplainsIt() {
        McpGuard guard = McpGuard.builder().policy(POLICY).build();
        Line line = Line.to(guard, "mail").tool("search", "Searches").tool("send", "Sends");

        assertThat(line.request("tools/list", Map.of()).toString())
                .contains("search")
                .doesNotContain("Sends");
        assertThat(line.call("send", Map.of()).toString()).contains("servers.mail.tools.allow");
        assertThat(guard.explain("mail", "send").toString())
                .startsWith("REFUSED  mail/send  builder servers.mail.tools");
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void anExplanationSaysHowMuchCommandOrUrlBinds() {
        Policy policy = Policy.balanced()
                .server("files", files -> files.command("npx", "-y", "files@1.2.3"))
                .server("mail", mail -> mail.url("https://mail.example.com:8443/mcp"))
                .server("bank", bank -> bank.url("https://bank.example.com/mcp").tlsKeys(KEY));
        McpGuard guard = McpGuard.builder().policy(policy).build();
        assertThat(guard.explain("files", "read").identity()).contains("version: npm package files 1.2.3");
        assertThat(guard.explain("mail", "read").identity())
                .contains("name: whoever answers at https://mail.example.com:8443");
        assertThat(guard.explain("bank", "read").identity())
                .contains("name: whoever answers at https://bank.example.com with the public key " + KEY);
        assertThat(guard.explain("other", "read").identity()).isEmpty();
    }

    @Test
    void refusesEverythingToAServerThatIsNotListed() {
        Line line = Line.to(McpGuard.builder().policy(POLICY).build(), "shadow");

        assertThat(line.request("initialize", Map.of())).isInstanceOf(Message.Failure.class);
        assertThat(line.reachedServer).isEmpty();
        assertThat(line.session.isAdmitted()).isFalse();
    }

    @Test
    void refusesAServerAtAnotherAddressThanThePolicyNames() {
        McpGuard guard = McpGuard.builder().policy(POLICY).build();

        assertThat(guard.session(Server.url("web", URI.create("https://web.example/mcp"))
                                .checked())
                        .isAdmitted())
                .isTrue();
        assertThat(guard.session(Server.url("web", URI.create("https://evil.example/mcp"))
                                .checked())
                        .isAdmitted())
                .isFalse();
    }

    @Test
    void onlyRecordsThatAServerIsNotListedInAuditMode() {
        McpGuard guard = McpGuard.builder()
                .policy(POLICY.mode(Mode.AUDIT))
                .audit(decisions)
                .build();
        Line line = Line.to(guard, "shadow");

        assertThat(line.request("initialize", Map.of())).isInstanceOf(Message.Result.class);
        assertThat(decisions.of("initialize").get(0).wouldBe()).hasToString("REFUSED");
    }

    @Test
    void completesNothingOfAPromptThatMayNotBeUsed() {
        Line line = Line.to(McpGuard.builder().policy(POLICY).build(), "mail");
        line.prompt("secret", "Secret")
                .prompt("greeting", "Greets")
                .on(
                        "completion/complete",
                        request -> Line.result(request, Map.of("completion", Map.of("values", List.of("a")))));

        assertThat(Line.isRefusal(line.request("completion/complete", completionOf("secret"))))
                .isTrue();
        assertThat(Line.isRefusal(line.request("completion/complete", completionOf("greeting"))))
                .isFalse();
    }

    @Test
    void asksTheClientOnlyWhatThePolicyAllows() {
        McpGuard strict = McpGuard.builder()
                .policy(Policy.balanced().server("mail", mail -> mail.refuseClient(ClientFeature.SAMPLING)))
                .build();
        Line line = Line.to(strict, "mail");

        line.fromServer(
                new Message.Request("s1", "sampling/createMessage", Map.of("messages", List.of(), "maxTokens", 1)));
        line.fromServer(new Message.Request("s2", "ping", Map.of()));
        line.fromServer(new Message.Request("s3", "debug/dump", Map.of()));

        assertThat(line.reachedApplication).containsExactly(new Message.Request("s2", "ping", Map.of()));
        assertThat(line.reachedServer)
                .containsExactly(
                        new Message.Failure("s1", Map.of("code", Refusals.CODE, "message", "refused by the client")),
                        new Message.Failure("s3", Map.of("code", Refusals.CODE, "message", "refused by the client")));
    }

    @Test
    void failsAtStartWhenThePolicyNamesAnInterceptorThatIsNotThere() {
        McpGuard.Builder builder = McpGuard.builder().policy(Policy.balanced().interceptorMode("no-such", Mode.AUDIT));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("builder interceptors.no-such: there is no such interceptor; "
                        + "there are [data, inspect, limits.pages, names, pins, policy, policy.client, policy.client.cuts, "
                        + "policy.client.replies, policy.client.unasked, policy.protocol, shadowing]");
    }

    private static Map<String, Object> completionOf(String prompt) {
        return Map.of(
                "ref", Map.of("type", "ref/prompt", "name", prompt), "argument", Map.of("name", "n", "value", "a"));
    }
}
