package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.Policy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordTest {

    private static final Policy REQUIRED = Policy.balanced().audit(audit -> audit.required(true));

    @Test
    void saysWhoAskedForWhatAndWhatCameOfIt() {
        var decisions = new Decisions();
        Line line = Line.to(McpGuard.builder().audit(decisions).build(), "mail").tool("send", "Sends");
        Map<String, Object> params = Map.of(
                "name", "send",
                "arguments", Map.of("to", "ana@example.com"),
                "_meta", Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Line.answer(line.send(
                "tools/call", params, Conversation.of("chat-1").principal("ana").prompt("send it")));

        Decision request = decisions.of("tools/call").get(0);
        Decision response = decisions.of("tools/call").get(1);
        assertThat(request.target()).contains("send");
        assertThat(request.conversation().principal()).contains("ana");
        assertThat(request.traceId()).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(request.payloadDigest()).isEqualTo(CanonicalJson.sha256(params));
        assertThat(request.payload()).isEmpty();
        assertThat(response.exchange().id()).isEqualTo(request.exchange().id());
        assertThat(response.fromServer()).isTrue();
    }

    @Test
    void namesMessagesWithoutAConversationUnattributed() {
        var decisions = new Decisions();
        Line line = Line.to(McpGuard.builder().audit(decisions).build(), "mail").tool("send", "Sends");

        line.call("send", Map.of());

        assertThat(decisions.of("tools/call").get(0).conversation().isAttributed())
                .isFalse();
    }

    @Test
    void keepsPayloadsOnlyWhenThePolicyAsksForThem() {
        var decisions = new Decisions();
        McpGuard guard = McpGuard.builder()
                .policy(Policy.balanced().audit(audit -> audit.payloads(true)))
                .audit(decisions)
                .build();

        Line.to(guard, "mail").tool("send", "Sends").call("send", Map.of("to", "ana"));

        assertThat(decisions.of("tools/call").get(0).payload().orElseThrow())
                .containsEntry("arguments", Map.of("to", "ana"));
    }

    @Test
    void sendsNothingBeforeItsRecordIsDurable() {
        var flushed = new CompletableFuture<Void>();
        Line line = Line.to(guard(sink(flushed)), "mail").tool("send", "Sends");

        CompletableFuture<Message> answer = line.send("tools/call", Map.of("name", "send"), null);
        assertThat(line.calls("send")).isEmpty();
        flushed.complete(null);

        assertThat(Line.isRefusal(Line.answer(answer))).isFalse();
        assertThat(line.calls("send")).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeRecordedDurably() {
        Line line = Line.to(guard(sink(CompletableFuture.failedFuture(new IllegalStateException("disk full")))), "mail")
                .tool("send", "Sends");

        Message answer = line.call("send", Map.of());

        assertThat(answer.toString()).contains("audit.required").doesNotContain("disk full");
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void goesOnWhenASinkFailsUnlessTheRecordIsRequired() {
        AuditSink broken = decision -> {
            throw new IllegalStateException("no disk");
        };
        Line lax = Line.to(McpGuard.builder().audit(broken).build(), "mail").tool("send", "Sends");
        Line strict = Line.to(guard(broken), "mail").tool("send", "Sends");

        assertThat(Line.isRefusal(lax.call("send", Map.of()))).isFalse();
        assertThat(Line.isRefusal(strict.call("send", Map.of()))).isTrue();
    }

    @Test
    void tellsListenersOffTheThreadOfTheMessage() throws Exception {
        var told = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        McpGuard guard = McpGuard.builder()
                .onDecision(decision -> {
                    if (decision.event().equals("tools/call") && Thread.currentThread() != caller) {
                        told.countDown();
                    }
                })
                .onDecision(decision -> {
                    throw new IllegalStateException("a listener that fails");
                })
                .build();

        Line.to(guard, "mail").tool("send", "Sends").call("send", Map.of());

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static McpGuard guard(AuditSink sink) {
        return McpGuard.builder().policy(REQUIRED).audit(sink).build();
    }

    private static AuditSink sink(CompletionStage<Void> flush) {
        return new AuditSink() {
            @Override
            public void append(Decision decision) {}

            @Override
            public CompletionStage<Void> flush() {
                return flush;
            }
        };
    }
}
