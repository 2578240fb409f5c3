package io.mcpguard.session;

import static io.mcpguard.session.Asking.address;
import static io.mcpguard.session.Asking.asked;
import static io.mcpguard.session.Asking.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.policy.ClientAccess;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling.Effect;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may ask of the user, and where it may send the user. */
class ElicitationTest {

    private static final String ELICITATION = "elicitation/create";
    private static final Map<String, String> TEXT = Map.of("type", "string");

    private final Decisions decisions = new Decisions();

    private Line line(Policy policy) {
        return Line.to(McpGuard.builder().policy(policy).audit(decisions).build(), "helper");
    }

    private Line line(Consumer<ClientAccess> client) {
        return line(Policy.balanced().server("helper", helper -> helper.client(client)));
    }

    private Line at(String url) {
        return new Line(McpGuard.builder().audit(decisions).build(), Server.url("helper", URI.create(url)));
    }

    @Test
    void refusesAnElicitationUnderALongId() {
        Line line = at("https://helper.example/mcp");
        Map<String, Object> address = address("Sign in.", "https://helper.example/sign-in");

        assertThat(asked(line, ELICITATION, Asking.with(address, "elicitationId", "x".repeat(256))))
                .isNotNull();
        assertThat(asked(line, ELICITATION, Asking.with(address, "elicitationId", "x".repeat(257))))
                .isNull();
    }

    @Test
    void refusesAFormThatAsksForAPasswordAndPassesOneThatDoesNot() {
        Line line = line(Policy.balanced());

        assertThat(asked(line, ELICITATION, form("Please fill this in", "password", TEXT)))
                .isNull();
        assertThat(asked(line, ELICITATION, form("Please fill this in", "city", TEXT)))
                .isNotNull();
        assertThat(decisions.of(ELICITATION).get(0).rule()).isEqualTo("preset balanced");
        assertThat(decisions.of(ELICITATION).get(0).findings())
                .extracting(Finding::path)
                .contains("/requestedSchema/properties/password");
    }

    /** A client shows a field by its type, whatever else a server writes beside it. */
    @Test
    void refusesAPasswordFieldThatPretendsToBeAChoice() {
        Line line = line(Policy.balanced());

        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("items", Map.of("type", "boolean")),
                Map.of("enum", List.of()),
                Map.of("anyOf", List.of(Map.of("const", "a"))))) {
            var field = new LinkedHashMap<String, Object>(more);
            field.putAll(Map.of("type", "string", "title", "Password"));
            assertThat(asked(line, ELICITATION, form("Go on", "x", field)))
                    .as("%s", more)
                    .isNull();
        }
        Map<String, Object> choice = Map.of("type", "string", "title", "Password policy", "enum", List.of("a", "b"));
        assertThat(asked(line, ELICITATION, form("Go on", "x", choice))).isNotNull();
    }

    @Test
    void readsTheFormBesideAnAddressWhichOlderClientsShow() {
        Line line = at("https://mcp.example.com/mcp");
        Map<String, Object> address = address("Please sign in", "https://mcp.example.com/connect");
        Object passwords = form("", "password", TEXT).get("requestedSchema");

        assertThat(asked(line, ELICITATION, Asking.with(address, "requestedSchema", passwords)))
                .isNull();
    }

    @Test
    void letsAPersonDecideAboutSecretsWhereThePolicySaysSo() {
        Policy policy = Policy.balanced().server("helper", helper -> helper.client(c -> c.secrets(Effect.ASK)));
        McpGuard guard = McpGuard.builder()
                .policy(policy)
                .approver(question -> CompletableFuture.completedStage(Approval.once("ana")))
                .build();

        assertThat(asked(Line.to(guard, "helper"), ELICITATION, form("Go on", "pin", TEXT)))
                .isNotNull();
        assertThat(asked(line(policy), ELICITATION, form("Go on", "pin", TEXT))).isNull();
    }

    @Test
    void refusesAFormThatNobodyWouldRead() {
        assertThat(asked(line(Policy.balanced()), ELICITATION, form("x ".repeat(6_000), "city", TEXT)))
                .isNull();
    }

    @Test
    void saysWhichServerAsks() {
        assertThat(asked(line(Policy.balanced()), ELICITATION, form("Which city?", "city", TEXT)))
                .containsEntry("message", "Server \"helper\" asks: Which city?");
        assertThat(asked(line(client -> client.showServer(false)), ELICITATION, form("Which city?", "city", TEXT)))
                .containsEntry("message", "Which city?");
    }

    @Test
    void cutsTerminalSequencesOutOfWhatTheUserReads() {
        Line line = line(client -> client.showServer(false));

        assertThat(asked(line, ELICITATION, form("Which \u001b[31mcity\u001b[0m?", "city", TEXT)))
                .containsEntry("message", "Which city?");
        assertThat(asked(line, ELICITATION, form("Which \u00e9\u2019t\u00e9?\n\u65e5\u672c", "city", TEXT)))
                .containsEntry("message", "Which \u00e9\u2019t\u00e9?\n\u65e5\u672c");
    }

    @Test
    void sendsTheUserToTheServersOwnOrigin() {
        Line line = at("https://mcp.example.com/mcp");

        assertThat(asked(line, ELICITATION, address("Please sign in", "https://mcp.example.com/connect?id=1")))
                .isNotNull();
        assertThat(asked(line, ELICITATION, address("Please sign in", "https://MCP.example.com:443/connect")))
                .isNotNull();
        assertThat(asked(line, ELICITATION, address("Please sign in", "https://other.example.org/connect")))
                .isNull();
    }

    @Test
    void sendsTheUserToTheOriginsOfThePolicy() {
        Line line = line(client -> client.urlOrigins("https://auth.example.com"));

        assertThat(asked(line, ELICITATION, address("Please sign in", "https://auth.example.com/a")))
                .isNotNull();
        assertThat(asked(line, ELICITATION, address("Please sign in", "https://auth.example.com:8443/a")))
                .isNull();
    }

    @Test
    void asksAPersonAboutOtherOrigins() {
        McpGuard guard = McpGuard.builder()
                .approver(question -> CompletableFuture.completedStage(Approval.once("ana")))
                .build();
        Line line = Line.to(guard, "helper");

        assertThat(asked(line, ELICITATION, address("Please sign in", "https://auth.example.com/a")))
                .isNotNull();
        assertThat(asked(line, ELICITATION, address("Please sign in", "https://u:p@auth.example.com/a")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "custom-app://sign-in",
                "http://auth.example.com/a",
                "https://auth.example.com@evil.test/a",
                "https://user:secret@auth.example.com/a",
                "https://auth.example.com.evil.test/a",
                "https://auth-example-com.evil.test/a",
                "https://auth.examp1e.com/a",
                "https://\u0430uth.example.com/a",
                "https://xn--uth-5cd.example.com/a",
                "https://auth.example.com\\@evil.test/a",
                "https://3232235521/a",
                "https://auth.example.com/\u202eexe.pdf",
                "//auth.example.com/a",
                "https:auth.example.com",
                " https://auth.example.com/a",
            })
    void refusesAnAddressThatIsNotWhatItSeems(String url) {
        Policy policy = Policy.balanced()
                .server("helper", helper -> helper.client(c -> c.urlOrigins("https://auth.example.com")));
        McpGuard guard = McpGuard.builder()
                .policy(policy)
                .approver(question -> CompletableFuture.completedStage(Approval.once("ana")))
                .build();

        assertThat(asked(Line.to(guard, "helper"), ELICITATION, address("Please sign in", url)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com",
                "https://auth.example.com/a?b=c%20d#e",
                "http://localhost:8080/callback",
                "http://127.0.0.1:9999/",
                "https://xn--mnchen-3ya.example/anmelden",
            })
    void passesAnAddressThatIsAllowed(String url) {
        Line line = line(client -> client.urlOrigins(
                "https://auth.example.com",
                "http://localhost:8080",
                "http://127.0.0.1:9999",
                "https://xn--mnchen-3ya.example"));

        assertThat(asked(line, ELICITATION, address("Please sign in", url))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Please sign in at https://accounts.google.com/,false",
        "Please sign in to github.com,false",
        "Please sign in at www.paypal.com,false",
        "Please sign in at www\u2024paypal\u2024com,false",
        "Please sign in,true",
        "Please sign in at auth.example.com,true",
        "Sign in with Example (see https://docs.example.com/signin),true",
        "Node.js wants your consent e.g. for config.json,true",
    })
    void refusesAMessageThatNamesAnotherHostThanTheAddress(String message, boolean passes) {
        Line line = line(client -> client.urlOrigins("https://auth.example.com"));

        assertThat(asked(line, ELICITATION, address(message, "https://auth.example.com/a")) != null)
                .isEqualTo(passes);
    }

    @Test
    void believesTheEndOfAnElicitationOnce() {
        Line line = at("https://mcp.example.com/mcp");
        var complete = new Message.Notification("notifications/elicitation/complete", Map.of("elicitationId", "e1"));

        line.fromServer(complete);
        assertThat(line.reachedApplication).isEmpty();

        asked(line, ELICITATION, address("Please sign in", "https://evil.test/"));
        line.fromServer(complete);
        assertThat(line.reachedApplication).isEmpty();

        asked(line, ELICITATION, address("Please sign in", "https://mcp.example.com/connect"));
        line.fromServer(complete);
        line.fromServer(complete);
        assertThat(line.reachedApplication).hasSize(2).endsWith(complete);
    }

    @Test
    void judgesElicitationsInsideErrorsLikeRequests() {
        Line line = at("https://mcp.example.com/mcp").tool("mail", "Reads mail");
        line.on(
                "tools/call",
                request -> new Message.Failure(
                        request.id(),
                        Asking.params(
                                "code",
                                -32042,
                                "message",
                                "Sign in first",
                                "data",
                                Map.of(
                                        "elicitations",
                                        List.of(address(
                                                "Please sign in",
                                                String.valueOf(((Map<?, ?>)
                                                                request.params().get("arguments"))
                                                        .get("to"))))))));

        assertThat(Line.isRefusal(line.call("mail", Map.of("to", "https://evil.test/connect"))))
                .isTrue();
        Message.Failure honest = (Message.Failure) line.call("mail", Map.of("to", "https://mcp.example.com/connect"));
        assertThat(honest.error().toString()).contains("Server \"helper\" asks: Please sign in");
    }
}
