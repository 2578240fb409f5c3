package io.mcpguard.test;

import static io.mcpguard.test.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Hook;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.view.ToolCall;
import io.mcpguard.policy.Policy;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Used as users would, with a policy file and a validator. */
class GuardExtensionTest {

    private static final Path POLICY = Path.of("src/test/resources/mcp-guard.yaml");

    private static final Validator NO_OUTSIDE_MAIL = Validator.of(
            "no-outside-mail",
            Hook.requests("tools/call"),
            in -> ToolCall.of(in)
                    .filter(call -> call.tool().equals("send_email"))
                    .filter(call -> !call.strings("to").allMatch(to -> to.endsWith("@example.com")))
                    .map(call -> ValidationResult.error(call.path("to"), "recipient outside example.com"))
                    .orElse(ValidationResult.valid()));

    @RegisterExtension
    final GuardExtension extension =
            GuardExtension.policy(POLICY).customize(builder -> builder.interceptor(NO_OUTSIDE_MAIL));

    private static CallToolRequest mailTo(String to) {
        return new CallToolRequest("send_email", Map.of("to", to), null);
    }

    private static TestServer mail() {
        return TestServer.named("mail").tool("send_email", "Sends an e-mail", args -> "sent");
    }

    @Test
    void refusesMailToTheOutside(GuardedAgent agent, RecordedDecisions recorded) {
        var mail = mail();

        var result = agent.connect("mail", mail).callTool(mailTo("eve@evil.test"));

        assertThat(result.isError()).isTrue();
        assertThat(mail.calls("send_email")).isEmpty();
        assertThat(recorded.refused())
                .singleElement()
                .satisfies(decision -> assertThat(decision)
                        .isRefused()
                        .byRule("no-outside-mail")
                        .onTool("send_email")
                        .because("recipient outside example.com"));
    }

    @Test
    void letsMailToTheInsidePass(GuardedAgent agent, RecordedDecisions recorded) {
        var mail = mail();

        var result = agent.connect("mail", mail).callTool(mailTo("ana@example.com"));

        assertThat(result.isError()).isNotEqualTo(true);
        assertThat(mail.calls("send_email")).hasSize(1);
        assertThat(recorded.of("tools/call"))
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision).isAllowed().hasNoFindings());
    }

    @Test
    void hidesWhatThePolicyDoesNotAllow(GuardedAgent agent, McpGuard guard) {
        var mail = mail().tool("read_all", "Reads everything", args -> "everything");

        assertThat(agent.connect("mail", mail).listTools().tools())
                .extracting(Tool::name)
                .containsExactly("send_email");
        assertThat(guard.explain("mail", "read_all").toString())
                .isEqualTo("REFUSED  mail/read_all  mcp-guard.yaml:10 servers.mail.tools.deny[0] \"*_all\"");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STDIO")
    void connectsOverEveryWire(GuardedAgent.Wire wire, GuardedAgent agent) {
        var files = TestServers.files();

        var result = agent.connect("files", files, wire)
                .callTool(new CallToolRequest("read_file", Map.of("path", "shopping.txt"), null));

        assertThat(result.content().toString()).contains("coffee beans");
        assertThat(files.calls("read_file")).hasSize(1);
    }

    @Test
    void startsChildProcessesByTheirCommandOnly(GuardedAgent agent) {
        assertThatThrownBy(() -> agent.connect("files", TestServers.files(), GuardedAgent.Wire.STDIO)
                        .listTools())
                .hasStackTraceContaining("connectStdio");
    }

    @Test
    void letsTestsBuildTheirOwnClients(GuardedAgent agent) {
        var files = TestServers.files();
        var client = McpClient.async(agent.transport("files", files)).build();
        try {
            assertThat(client.listTools().block(Duration.ofSeconds(10)).tools()).hasSize(5);
        } finally {
            client.close();
        }
    }

    @Test
    void answersForTheTest(GuardedAgent agent) {
        var mail = mail().tool("delete_mail", "Deletes an e-mail", args -> "deleted");
        McpSyncClient client = agent.connect("mail", mail);
        var request = new CallToolRequest("delete_mail", Map.of("id", "1"), null);

        agent.answers(Approval.denied("test", ""));
        assertThat(client.callTool(request).isError()).isTrue();
        agent.answers(Approval.once("test"));
        var other = new CallToolRequest("delete_mail", Map.of("id", "2"), null); // a denial is remembered
        assertThat(client.callTool(other).isError()).isNotEqualTo(true);

        assertThat(mail.calls("delete_mail")).hasSize(1);
    }

    @Test
    void failsATestThatLeavesAnApprovalUnanswered() {
        var run = new GuardRun(Policy.load(POLICY), builder -> builder);
        var mail = mail().tool("delete_mail", "Deletes an e-mail", args -> "deleted");
        run.connect("mail", mail).callTool(new CallToolRequest("delete_mail", Map.of("id", "1"), null));

        assertThat(mail.calls("delete_mail")).isEmpty();
        assertThatThrownBy(run::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("the guard asked for an approval of tools/call \"delete_mail\" of server \"mail\", and the "
                        + "test gave no answer: say agent.answers(Approval.once(\"test\")) or "
                        + "agent.answers(Approval.denied(\"test\", \"\")) before");
    }

    @Test
    void refusesAServerThatThePolicyDoesNotList(GuardedAgent agent) {
        var shadow = mail();

        assertThatThrownBy(() -> agent.connect("shadow", shadow).listTools()).isInstanceOf(RuntimeException.class);
        assertThat(shadow.requests()).isEmpty();
    }

    @Test
    void refusesAChildProcessThatIsNotTheOneInThePolicy(GuardedAgent agent) {
        McpSyncClient client = agent.connectStdio("mail", TestServers.stdio("mail"));

        assertThatThrownBy(client::listTools).isInstanceOf(RuntimeException.class);
    }

    @Test
    void playsUnderAPolicyThatListsOtherServers(GuardedAgent agent) {
        AttackCase attack = AttackCase.all().get(0);

        assertThat(agent.play(attack).reachedModel()).isFalse();
        assertThat(agent.play(attack.benignTwin()).reachedModel()).isTrue();
        assertThat(agent.decisions()).isNotEmpty();
    }
}
