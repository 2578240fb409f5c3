package io.mcpguard.cli.judge;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import io.mcpguard.api.Server;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.cli.judge.Outcome.Found;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.sanitise.Fence;
import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.SafeText;
import io.mcpguard.pipeline.DataStage;
import io.mcpguard.pipeline.Definitions;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.FindingExplanation;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.pipeline.Pipeline;
import io.mcpguard.pipeline.Situations;
import io.mcpguard.policy.InspectPolicy;
import io.mcpguard.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine itself what it would do to a content under a policy. Immutable and thread-safe; takes time linear in
 * the size of the content.
 */
public final class Judge {

    private static final int EVIDENCE = 200;

    /** Checks take what they take: nobody waits for an answer here. */
    private static final Duration BUDGET = Duration.ofDays(1);

    private static final Server NOBODY = Server.named("scan");
    private static final Conversation NONE = Conversation.unattributed("scan");

    private final Policy policy;
    private final InspectPolicy inspect;
    private final Set<Signal> signals;
    private final Situations situations;
    private final Pipeline pipeline;

    /** A judge under a policy, of a server of which it says nothing. */
    public Judge(Policy policy) {
        this(policy, policy.inspect(), EnumSet.allOf(Signal.class));
    }

    /** A judge that heeds some signals only. */
    public Judge(Policy policy, Set<Signal> signals) {
        this(policy, policy.inspect(), signals);
    }

    private Judge(Policy policy, InspectPolicy inspect, Set<Signal> signals) {
        this.policy = policy;
        this.inspect = inspect;
        this.signals = Set.copyOf(signals);
        this.situations = new Situations(null, signals);
        this.pipeline =
                new Pipeline(policy, inspect, List.of(), DataStage.none(), null, Definitions.NONE, null, situations);
    }

    /** {@return the judge of a server, with what the policy says of that one} */
    public Judge of(Server server) {
        return with(policy.inspect(server));
    }

    /** {@return the judge of a server that is the one the policy lists under this name} */
    public Judge of(String server) {
        return with(policy.inspect(server));
    }

    private Judge with(InspectPolicy other) {
        return other.equals(inspect) ? this : new Judge(policy, other, signals);
    }

    /** {@return what becomes of a content}; one that exceeds the policy's limits is blocked, as a message would be. */
    public Outcome judge(Content content) {
        return judge(content, "");
    }

    /** {@return what becomes of a content where a user asked something}, as {@link #judge(Content)} does. */
    public Outcome judge(Content content, String prompt) {
        Map<String, @Nullable Object> payload;
        try {
            payload = JsonTree.freezeObject(content.payload(), policy.limits().json());
        } catch (JsonException e) {
            return new Outcome(Effect.BLOCK, List.of(overLimits(e)), null);
        }
        Intercepted in = intercepted(content, payload, prompt);
        Judgement judgement = pipeline.judge(in);
        Object left = Json.at(judgement.message().payload(), content.place());
        return new Outcome(
                effect(judgement, left),
                found(content, in, judgement),
                judgement.verdict() == Verdict.CHANGED ? left : null);
    }

    /** {@return why inspection finds what it finds in a content, and what the policy makes of each}; empty past its limits */
    public List<FindingExplanation> explain(Content content) {
        Map<String, @Nullable Object> payload;
        try {
            payload = JsonTree.freezeObject(content.payload(), policy.limits().json());
        } catch (JsonException e) {
            return List.of();
        }
        Surface surface = surface(content);
        return FindingExplanation.of(inspect, surface, content.event(), content.phase(), payload).stream()
                .map(each -> each.at(placed(each.why().finding(), content.place())))
                .toList();
    }

    private static Surface surface(Content content) {
        return Surface.of(content.event(), content.phase(), content.kind(), content.fromServer());
    }

    private static Effect effect(Judgement judgement, @Nullable Object left) {
        return switch (judgement.verdict()) {
            case REFUSED -> judgement.remedy() == Remedy.NONE ? Effect.BLOCK : Effect.ASK;
            // A list goes on without the item, and an initialize result without the instructions.
            case CHANGED -> left == null ? Effect.BLOCK : Effect.SANITIZE;
            case ALLOWED ->
                judgement.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO)
                        ? Effect.FLAG
                        : Effect.ALLOW;
        };
    }

    /** As inspection found them: the engine's own list says what it did with them instead of how bad they are. */
    private List<Found> found(Content content, Intercepted in, Judgement judgement) {
        Map<String, @Nullable Object> payload = in.payload();
        Surface surface = surface(content);
        var found = new ArrayList<Found>();
        for (Finding finding : inspect.inspector()
                .inspect(surface, content.event(), content.phase(), payload, situations.of(in))
                .findings()) {
            found.add(new Found(placed(finding, content.place()), evidence(finding, payload)));
        }
        for (Finding finding : judgement.findings()) {
            if (finding.rule().equals(Fence.RULE)) {
                found.add(new Found(placed(finding, content.place()), ""));
            } else if (finding.rule().isEmpty() || finding.category().equals("protocol")) {
                String rule = finding.rule().isEmpty() ? judgement.rule() : finding.rule();
                found.add(new Found(placed(finding.rule(rule), content.place()), ""));
            }
        }
        return found;
    }

    private static Intercepted intercepted(Content content, Map<String, @Nullable Object> payload, String prompt) {
        return new Intercepted(
                content.event(),
                content.phase(),
                content.kind(),
                content.fromServer(),
                NOBODY,
                payload,
                Map.of(),
                List.of(),
                prompt.isEmpty() ? NONE : NONE.prompt(prompt),
                new ExchangeState("scan", 0, null, null, BUDGET),
                Set.of());
    }

    /** What concerns the message around the content concerns all of the content. */
    private static Finding placed(Finding finding, String place) {
        String path = finding.path();
        boolean inside = path.equals(place) || path.startsWith(place + "/");
        Finding moved = Finding.of(finding.severity(), inside ? path.substring(place.length()) : "", finding.message())
                .rule(finding.rule())
                .category(finding.category())
                .confidence(finding.confidence());
        return inside && finding.start() >= 0 ? moved.span(finding.start(), finding.end()) : moved;
    }

    private static String evidence(Finding finding, Map<String, @Nullable Object> payload) {
        return finding.start() >= 0
                        && Json.at(payload, finding.path()) instanceof String text
                        && finding.end() <= text.length()
                ? SafeText.excerpt(text.substring(finding.start(), finding.end()), EVIDENCE)
                : "";
    }

    private static Found overLimits(JsonException e) {
        return new Found(
                Finding.of(Severity.ERROR, "", "exceeds the limits of the policy: " + e.reason())
                        .rule("limits")
                        .category("protocol"),
                "");
    }
}
