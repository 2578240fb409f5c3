package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.DataTreatment;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/data-protection.md shows is what comes out. */
class DataProtectionDocsTest {

    private static final Conversation ANA = Conversation.of("chat-42");

    private final String docs = Files.readString(Path.of("../docs/data-protection.md"));
    private final Policy policy = Policy.parse(blocks("yaml").get(0), "mcp-guard.yaml");
    private final McpGuard guard = McpGuard.builder().policy(policy).build();

    DataProtectionDocsTest() throws IOException {}

    private List<String> blocks(String language) {
        var blocks = new ArrayList<String>();
        String fence = "```" + language + "\n";
        for (int at = docs.indexOf(fence); at >= 0; at = docs.indexOf(fence, at + 1)) {
            int start = at + fence.length();
            blocks.add(docs.substring(start, docs.indexOf("```", start)));
        }
        return blocks;
    }

    private Line line(String server, String tool) {
        Map<String, Object> before = object(blocks("json").get(0));
        return Line.to(guard, server)
                .tool(tool, "Does " + tool)
                .on("tools/call", request -> Line.result(request, before));
    }

    @SuppressWarnings("NullAway") // no null stands in the example
    private static Map<String, Object> object(String json) {
        return JsonText.parseObject(json, Limits.DEFAULT);
    }

    private static Message call(Line line, String tool, Map<String, Object> arguments) {
        return Line.answer(line.send("tools/call", Map.of("name", tool, "arguments", arguments), ANA));
    }

    @Test
    void theMessageIsShownAsItWasAndAsItArrives() {
        Message answer = call(line("crm", "find"), "find", Map.of());

        assertThat(((Message.Result) answer).result())
                .isEqualTo(object(blocks("json").get(1)));
    }

    @Test
    void theServersGetWhatThePageSaysTheyGet() {
        call(line("crm", "find"), "find", Map.of());
        Line mail = line("mail", "send");
        Line notes = line("notes", "note");

        call(mail, "send", Map.of("to", "<EMAIL_1>"));
        call(notes, "note", Map.of("text", "<EMAIL_1>"));
        Message refused = call(notes, "note", Map.of("text", "<SECRET_1>"));

        assertThat(mail.calls("send").toString()).contains("maria.keller@nordwind-reisen.de");
        assertThat(notes.calls("note")).singleElement().asString().contains("<EMAIL_1>");
        assertThat(Line.isRefusal(refused)).isTrue();
    }

    @Test
    void theFileAndTheSameInCodeTreatAlike() {
        Policy code = Policy.balanced()
                .data(data -> data.arguments("email", DataTreatment.REDACT).results("email", DataTreatment.REDACT))
                .server("mail", mail -> mail.data(data -> data.arguments("email", DataTreatment.ALLOW)));

        assertThat(code.data()).isEqualTo(policy.data());
        assertThat(code.data(Server.named("mail"))).isEqualTo(policy.data(Server.named("mail")));
    }

    @Test
    void theSecondPolicyCanBeReadAndSaysWhatThePageSays() {
        Policy second = Policy.parse(blocks("yaml").get(1), "mcp-guard.yaml");

        assertThat(second.data().canaries()).hasSize(1);
        assertThat(second.toString()).doesNotContain("zebra");
    }
}
