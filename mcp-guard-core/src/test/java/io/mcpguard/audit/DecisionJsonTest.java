package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.api.Severity;
import io.mcpguard.json.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {

    private static final String PROMPT = "What is in notes.txt?";

    @Test
    void writesEverythingThatApplies() {
        var decision = new TestDecision("delete_file") {
            @Override
            public Server server() {
                return Server.command("files", List.of("npx", "files")).checked();
            }

            @Override
            public Phase phase() {
                return Phase.RESPONSE;
            }

            @Override
            public boolean fromServer() {
                return true;
            }

            @Override
            public Verdict verdict() {
                return Verdict.CHANGED;
            }

            @Override
            public Verdict wouldBe() {
                return Verdict.REFUSED;
            }

            @Override
            public String rule() {
                return "mcp-guard.yaml:12 servers.files.tools.deny[0] \"delete_*\"";
            }

            @Override
            public String reason() {
                return "denied by the policy";
            }

            @Override
            public List<Finding> findings() {
                return List.of(
                        Finding.of(Severity.ERROR, "/content/0/text", "orders the model to call a tool")
                                .rule("injection.order")
                                .category("prompt-injection")
                                .span(3, 40)
                                .confidence(0.9),
                        Finding.of(Severity.INFO, "", "noticed"));
            }

            @Override
            public Conversation conversation() {
                return Conversation.of("chat-42").principal("ana").prompt(PROMPT);
            }

            @Override
            public Optional<Map<String, Object>> payload() {
                return Optional.of(Map.of("content", List.of()));
            }

            @Override
            public Optional<String> traceId() {
                return Optional.of("0af7651916cd43dd8448eb211c80319c");
            }

            @Override
            public Optional<String> continues() {
                return Optional.of("x-0");
            }

            @Override
            public Optional<String> taskId() {
                return Optional.of("task-9");
            }
        };

        assertThat(JsonText.writePretty(new DecisionJson().write(decision))).isEqualTo("""
                        {
                          "time": "2026-11-22T10:15:30.123456Z",
                          "method": "tools/call",
                          "phase": "response",
                          "direction": "from_server",
                          "server": {
                            "name": "files",
                            "assurance": "checked",
                            "identity": "name"
                          },
                          "target": "delete_file",
                          "verdict": "changed",
                          "would_be": "refused",
                          "rule": "mcp-guard.yaml:12 servers.files.tools.deny[0] \\"delete_*\\"",
                          "reason": "denied by the policy",
                          "findings": [
                            {
                              "rule": "injection.order",
                              "category": "prompt-injection",
                              "severity": "error",
                              "path": "/content/0/text",
                              "message": "orders the model to call a tool",
                              "start": 3,
                              "end": 40,
                              "confidence": 0.9
                            },
                            {
                              "severity": "info",
                              "path": "",
                              "message": "noticed",
                              "confidence": 1
                            }
                          ],
                          "exchange": "x-1",
                          "continues": "x-0",
                          "epoch": 1,
                          "request_id": 7,
                          "task_id": "task-9",
                          "conversation": {
                            "id": "chat-42",
                            "attributed": true,
                            "principal": "ana",
                            "prompt_digest": "%s"
                          },
                          "trace_id": "0af7651916cd43dd8448eb211c80319c",
                          "duration_us": 12.5,
                          "payload_digest": "%s",
                          "payload": {
                            "content": []
                          }
                        }"""
                // printf 'What is in notes.txt?' | sha256sum
                .formatted("d7f651d8797ef70b664a4d4240e1ed2443a0c1446b75ed233b4634e3ef3fdb9d", "ab".repeat(32)));
    }

    @Test
    void leavesOutWhatDoesNotApply() {
        var notification = new TestDecision("") {
            @Override
            public String event() {
                return "notifications/message";
            }

            @Override
            public Object requestId() {
                return null;
            }

            @Override
            public Optional<String> target() {
                return Optional.empty();
            }
        };

        assertThat(new DecisionJson().write(notification))
                .containsOnlyKeys(
                        "time",
                        "method",
                        "phase",
                        "direction",
                        "server",
                        "verdict",
                        "would_be",
                        "exchange",
                        "epoch",
                        "conversation",
                        "duration_us",
                        "payload_digest")
                .containsEntry("conversation", Map.of("id", "transport-1", "attributed", false))
                .containsEntry("server", Map.of("name", "files", "assurance", "name_only"));
    }

    @Test
    void neverHoldsThePrompt() {
        Decision decision = inConversation(Conversation.of("c").prompt(PROMPT));

        assertThat(JsonText.write(new DecisionJson().write(decision))).doesNotContain("notes.txt");
    }

    @Test
    void digestsEachPromptAnew() {
        var json = new DecisionJson();
        Object first =
                json.write(inConversation(Conversation.of("c").prompt("one"))).get("conversation");
        Object second =
                json.write(inConversation(Conversation.of("c").prompt("two"))).get("conversation");
        Object again =
                json.write(inConversation(Conversation.of("c").prompt("one"))).get("conversation");

        assertThat(first).isNotEqualTo(second).isEqualTo(again);
    }

    @Test
    void cutsAndEscapesWhatTheOtherSideSays() {
        var hostile = new TestDecision("read\u202e\n" + "x".repeat(1_000)) {
            @Override
            public Object requestId() {
                return "id\u0000" + "y".repeat(1_000);
            }
        };

        Map<String, Object> json = new DecisionJson().write(hostile);

        assertThat((String) json.get("target"))
                .startsWith("read\\u{202e}\\u{a}xxx")
                .hasSize(200)
                .endsWith("…");
        assertThat((String) json.get("request_id"))
                .startsWith("id\\u{0}yyy")
                .hasSize(200)
                .endsWith("…");
    }

    @Test
    void keepsTheFirstHundredFindings() {
        var decision = new TestDecision("t") {
            @Override
            public List<Finding> findings() {
                return Collections.nCopies(250, Finding.of(Severity.WARN, "/a", "m"));
            }
        };

        Map<String, Object> json = new DecisionJson().write(decision);

        assertThat((List<?>) json.get("findings")).hasSize(100);
        assertThat(json).containsEntry("findings_left_out", 150);
    }

    private static Decision inConversation(Conversation conversation) {
        return new TestDecision("t") {
            @Override
            public Conversation conversation() {
                return conversation;
            }
        };
    }
}
