package io.mcpguard.pipeline;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Exchange;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is recorded. Of the message it holds what is recorded and no more, since decisions wait for listeners
 * and for the disk. The digest is computed when somebody asks for it, which an audit sink does on a thread of its own;
 * then it lets go of what it was computed from.
 */
final class DecisionRecord implements Decision {

    private static final int MAX_TARGET = 200;
    private static final int MAX_REASON = 1000;

    private final Instant time;
    private final Server server;
    private final Exchange exchange;
    private final Conversation conversation;
    private final String event;
    private final Phase phase;
    private final boolean fromServer;
    private final @Nullable String target;
    private final @Nullable String traceId;
    private final Verdict verdict;
    private final Verdict wouldBe;
    private final String rule;
    private final String reason;
    private final List<Finding> findings;
    private final @Nullable Map<String, @Nullable Object> payload;
    private final Duration duration;

    /** Null once its digest is known. */
    private @Nullable Map<String, @Nullable Object> asItCame;

    private volatile @Nullable String digest;

    DecisionRecord(
            Instant time,
            Judgement judgement,
            Map<String, @Nullable Object> asItCame,
            boolean withPayload,
            Duration duration,
            Secrets secrets) {
        Intercepted message = judgement.message();
        this.time = time;
        this.server = message.server();
        this.exchange = message.exchange();
        this.conversation = message.conversation();
        this.event = SafeText.excerpt(message.event(), MAX_TARGET);
        this.phase = message.phase();
        this.fromServer = message.fromServer();
        String about = Targets.of(message);
        this.target = about == null ? null : SafeText.excerpt(secrets.text().apply(about), MAX_TARGET);
        this.traceId = Targets.traceId(message.request());
        this.verdict = judgement.verdict();
        this.wouldBe = judgement.wouldBe();
        this.rule = judgement.rule();
        this.reason = SafeText.excerpt(judgement.reason(), MAX_REASON);
        this.findings = judgement.findings();
        this.payload = withPayload && judgement.passes() ? secrets.payload().apply(message.payload()) : null;
        this.asItCame = asItCame;
        this.duration = duration;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public Server server() {
        return server;
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public boolean fromServer() {
        return fromServer;
    }

    @Override
    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    @Override
    public Verdict wouldBe() {
        return wouldBe;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Conversation conversation() {
        return conversation;
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public String payloadDigest() {
        String known = digest;
        return known == null ? digested() : known;
    }

    private synchronized String digested() {
        String known = digest;
        if (known == null) {
            known = CanonicalJson.sha256(asItCame);
            digest = known;
            asItCame = null;
        }
        return known;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> payload() {
        return Optional.ofNullable(payload);
    }

    @Override
    public Optional<String> traceId() {
        return Optional.ofNullable(traceId);
    }

    @Override
    public String toString() {
        return verdict() + " " + server() + " " + event()
                + target().map(t -> " " + t).orElse("") + (rule().isEmpty() ? "" : " by " + rule() + ": " + reason());
    }
}
