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
 * A decision as it is recorded. The digest is computed when somebody asks for it, which an audit sink does on a thread of
 * its own.
 */
final class DecisionRecord implements Decision {

    private static final int MAX_TARGET = 200;
    private static final int MAX_REASON = 1000;

    private final Instant time;
    private final Judgement judgement;
    private final Map<String, @Nullable Object> asItCame;
    private final boolean withPayload;
    private final Duration duration;
    private volatile @Nullable String digest;

    DecisionRecord(
            Instant time,
            Judgement judgement,
            Map<String, @Nullable Object> asItCame,
            boolean withPayload,
            Duration duration) {
        this.time = time;
        this.judgement = judgement;
        this.asItCame = asItCame;
        this.withPayload = withPayload;
        this.duration = duration;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public Server server() {
        return judgement.message().server();
    }

    @Override
    public Exchange exchange() {
        return judgement.message().exchange();
    }

    @Override
    public String event() {
        return SafeText.excerpt(judgement.message().event(), MAX_TARGET);
    }

    @Override
    public Phase phase() {
        return judgement.message().phase();
    }

    @Override
    public boolean fromServer() {
        return judgement.message().fromServer();
    }

    @Override
    public Optional<String> target() {
        String target = Targets.of(judgement.message());
        return target == null ? Optional.empty() : Optional.of(SafeText.excerpt(target, MAX_TARGET));
    }

    @Override
    public Verdict verdict() {
        return judgement.verdict();
    }

    @Override
    public Verdict wouldBe() {
        return judgement.wouldBe();
    }

    @Override
    public String rule() {
        return judgement.rule();
    }

    @Override
    public String reason() {
        return SafeText.excerpt(judgement.reason(), MAX_REASON);
    }

    @Override
    public List<Finding> findings() {
        return judgement.findings();
    }

    @Override
    public Conversation conversation() {
        return judgement.message().conversation();
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public String payloadDigest() {
        String known = digest;
        if (known == null) {
            known = CanonicalJson.sha256(asItCame);
            digest = known;
        }
        return known;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> payload() {
        return withPayload && judgement.passes()
                ? Optional.of(judgement.message().payload())
                : Optional.empty();
    }

    @Override
    public Optional<String> traceId() {
        return Optional.ofNullable(Targets.traceId(judgement.message().request()));
    }

    @Override
    public String toString() {
        return verdict() + " " + server() + " " + event()
                + target().map(t -> " " + t).orElse("") + (rule().isEmpty() ? "" : " by " + rule() + ": " + reason());
    }
}
