package io.mcpguard.audit;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Exchange;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decision made of its target alone, or with more of it overridden. */
class TestDecision implements Decision, Exchange {

    private final String target;

    TestDecision(String target) {
        this.target = target;
    }

    @Override
    public Instant time() {
        return Instant.parse("2026-11-22T10:15:30.123456Z");
    }

    @Override
    public Server server() {
        return Server.named("files");
    }

    @Override
    public Exchange exchange() {
        return this;
    }

    @Override
    public String event() {
        return "tools/call";
    }

    @Override
    public Phase phase() {
        return Phase.REQUEST;
    }

    @Override
    public boolean fromServer() {
        return false;
    }

    @Override
    public Optional<String> target() {
        return Optional.of(target);
    }

    @Override
    public Verdict verdict() {
        return Verdict.ALLOWED;
    }

    @Override
    public Verdict wouldBe() {
        return verdict();
    }

    @Override
    public String rule() {
        return "";
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public List<Finding> findings() {
        return List.of();
    }

    @Override
    public Conversation conversation() {
        return Conversation.unattributed("transport-1");
    }

    @Override
    public Duration duration() {
        return Duration.ofNanos(12_500);
    }

    @Override
    public String payloadDigest() {
        return "ab".repeat(32);
    }

    @Override
    public Optional<Map<String, Object>> payload() {
        return Optional.empty();
    }

    @Override
    public Optional<String> traceId() {
        return Optional.empty();
    }

    @Override
    public String id() {
        return "x-1";
    }

    @Override
    public long epoch() {
        return 1;
    }

    @Override
    public Object requestId() {
        return 7L;
    }

    @Override
    public Duration remaining() {
        return Duration.ZERO;
    }

    @Override
    public Optional<String> continues() {
        return Optional.empty();
    }

    @Override
    public Object progressToken() {
        return null;
    }

    @Override
    public Optional<String> taskId() {
        return Optional.empty();
    }
}
