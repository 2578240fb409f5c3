package io.mcpguard.pipeline;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Mutator;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.Validator;
import io.mcpguard.api.data.Vault;
import io.mcpguard.data.vault.VaultException;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.InspectPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.schema.Shape;
import io.mcpguard.shadow.ForeignTools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages of one connection, as {@code ARCHITECTURE.md} draws them. Synchronous, thread-safe, and without state but what
 * {@link Situations} learn: whoever may take long is asked by the session, on the strength of the {@link Judgement}.
 *
 * <pre>
 * sending:    redact - mutators - inspection - validators                                        ... asked - release
 * receiving:  shape - inspection - validators - cut, leave out - mutators - redact - shape, inspection again - fence ... asked - release
 * </pre>
 */
public final class Pipeline {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private static final String SHAPE = "shape";
    private static final String VAULT = "vault";

    private final Plans plans;
    private final Inspection inspection;
    private final Definitions definitions;
    private final Situations situations;
    private final Exposure exposure;
    private final @Nullable Vault vault;
    private final Limits limits;
    private final boolean enforced;

    /**
     * The pipeline of a connection.
     *
     * @param policy one immutable snapshot
     * @param inspect what that policy says about inspection of the server at the other end
     * @param interceptors the guard's own for this connection and the application's, validators in this order
     * @param data what happens to secrets and personal data
     * @param vault the application's, null if it has none
     * @param definitions what is known of definitions before they are read, and of the results they promise
     * @param tools the tools of all servers, which the text of one may be about; null if none are known
     */
    public Pipeline(
            Policy policy,
            InspectPolicy inspect,
            List<Interceptor> interceptors,
            DataStage data,
            @Nullable Vault vault,
            Definitions definitions,
            @Nullable ForeignTools tools) {
        this(policy, inspect, interceptors, data, vault, definitions, tools, new Situations(tools));
    }

    /**
     * The pipeline of a connection about which something is known.
     *
     * @param policy one immutable snapshot
     * @param inspect what that policy says about inspection of the server at the other end
     * @param interceptors the guard's own for this connection and the application's, validators in this order
     * @param data what happens to secrets and personal data
     * @param vault the application's, null if it has none
     * @param definitions what is known of definitions before they are read, and of the results they promise
     * @param tools the tools of all servers, which the text of one may be about; null if none are known
     * @param situations what is known around its messages, and learned from them
     */
    public Pipeline(
            Policy policy,
            InspectPolicy inspect,
            List<Interceptor> interceptors,
            DataStage data,
            @Nullable Vault vault,
            Definitions definitions,
            @Nullable ForeignTools tools,
            Situations situations) {
        this.enforced = policy.mode() == Interceptor.Mode.ENFORCE;
        this.plans = new Plans(interceptors, policy);
        this.inspection = new Inspection(
                inspect.inspector(),
                inspect,
                enforced && !isAudited(policy, Inspection.NAME),
                definitions,
                tools,
                situations);
        this.situations = situations;
        this.definitions = definitions;
        this.vault = vault;
        this.limits = policy.limits().json();
        this.exposure = data.of(limits, enforced && !isAudited(policy, Exposure.NAME));
    }

    private static boolean isAudited(Policy policy, String stage) {
        return policy.interceptors().get(stage) == Interceptor.Mode.AUDIT;
    }

    /**
     * Judges a message. What the guard spends is taken from the budget of its exchange.
     *
     * @param in the message; its payload is frozen
     * @return what follows
     */
    public Judgement judge(Intercepted in) {
        long start = System.nanoTime();
        var tally = new Tally(in);
        Exposure.Passing data = exposure.passing(tally, definitions);
        Intercepted out;
        try {
            out = in.fromServer() ? receive(in, data, tally) : send(in, data, tally);
        } catch (JsonException e) {
            // A mutator or the vault made something that is no JSON, or too much of it.
            tally.refuse("limits", "a change made the message unusable: " + e.reason());
            out = in;
        } catch (VaultException e) {
            tally.refuse(Exposure.NAME, String.valueOf(e.getMessage()));
            out = in;
        }
        data.conceal();
        if (in.fromServer() && !tally.hasFindingsBut(Exposure.NAME)) {
            situations.learn(out);
        }
        in.exchange().spend(System.nanoTime() - start);
        return Judgement.of(out, tally);
    }

    /**
     * Puts values back in place of placeholders, as the very last change before sending.
     *
     * @param judged a message that may be sent
     * @return what is sent; empty if the vault failed, and then nothing may be sent
     */
    public Optional<Map<String, @Nullable Object>> release(Intercepted judged) {
        try {
            Intercepted out = judged;
            if (vault != null && !judged.fromServer()) {
                Optional<Map<String, @Nullable Object>> released =
                        vault.release(judged).payload();
                out = released.map(p -> judged.payload(JsonTree.freezeObject(p, limits)))
                        .orElse(judged);
            }
            return Optional.of(exposure.release(out));
        } catch (RuntimeException | StackOverflowError e) {
            logFailure(VAULT, e);
            return Optional.empty();
        }
    }

    /**
     * Whether values gave way to placeholders in a message, or would have had to.
     *
     * @param judgement of the message
     * @return whether a finding says so
     */
    public static boolean hasRedacted(Judgement judgement) {
        return judgement.findings().stream()
                .anyMatch(finding -> finding.category().equals(Notes.CATEGORY) && finding.severity() != Severity.INFO);
    }

    /**
     * What inspection would make of a definition.
     *
     * @param in a list result with this definition alone, or an initialize result
     * @return how harmless it is
     */
    public Harm harm(Intercepted in) {
        return inspection.harm(in);
    }

    private Intercepted send(Intercepted in, Exposure.Passing data, Tally tally) {
        Plans.Plan plan = plans.plan(in.event(), in.phase());
        Intercepted seen = redact(data.send(in), tally);
        Intercepted out = mutate(plan, seen, tally);
        if (out.payload() != seen.payload()) {
            out = data.send(out); // a mutator may have added what may not go there
        }
        inspection.inspect(out, tally);
        data.leaving(out);
        validate(plan, out, tally);
        return out;
    }

    private Intercepted receive(Intercepted in, Exposure.Passing data, Tally tally) {
        checkShape(in, tally);
        if (tally.refuses()) {
            return in;
        }
        Spans spans = inspection.inspect(in, tally);
        Plans.Plan plan = plans.plan(in.event(), in.phase());
        validate(plan, in, tally);
        if (tally.refuses()) {
            return in;
        }
        var cleaning = new Cleaning(definitions, limits, tally);
        Intercepted out = cleaning.clean(in, spans);
        if (tally.refuses()) {
            return in;
        }
        var gone = tally.partsToRemove();
        if (!gone.isEmpty()) {
            out = out.payload(JsonTree.freezeObject(Items.without(out, gone), limits));
        }
        out = mutate(plan, out, tally);
        out = redact(data.receive(out), tally);
        Map<String, @Nullable Object> text = LogData.asText(out);
        if (text != out.payload()) {
            out = out.payload(JsonTree.freezeObject(text, limits));
        }
        if (out.payload() != in.payload()) {
            out = lookAgain(out, cleaning, data, tally);
        }
        out = cleaning.fence(out);
        String broken = definitions.brokenPromise(out);
        if (broken != null) {
            tally.add(
                    Cleaning.SCHEMA,
                    enforced,
                    Remedy.NONE,
                    Finding.of(Severity.ERROR, broken, "not as the tool's outputSchema has it"));
        }
        return out;
    }

    /**
     * What was changed must be as harmless as what was not. A cut may have laid bare an order that was none before; then
     * it is cut as well, as often as {@link Cleaning#MAX_ROUNDS} says. What cannot be cleaned does not go on.
     */
    private Intercepted lookAgain(Intercepted changed, Cleaning cleaning, Exposure.Passing data, Tally tally) {
        checkShape(changed, tally);
        Intercepted out = changed;
        while (true) {
            var again = new Tally(out);
            Spans spans = inspection.inspect(out, again);
            boolean mayCut = cleaning.mayCut();
            boolean lost = again.refuses() || !again.partsToRemove().isEmpty();
            if (!lost && spans.isEmpty()) {
                return out;
            }
            Intercepted clean = lost ? out : cleaning.clean(out, spans);
            boolean cut = clean.payload() != out.payload();
            if (lost || (cut ? !mayCut : !spans.cut().isEmpty())) {
                tally.refuse(again.rule(), "could not be cleaned: " + again.reason());
            }
            if (!cut || tally.refuses()) {
                return out;
            }
            for (Finding finding : spans.cut()) {
                tally.add(Inspection.NAME, enforced, Remedy.NONE, Cleaning.laidBare(finding));
            }
            // What a cut put together may be a secret, too.
            out = redact(data.receive(clean), tally);
        }
    }

    private void checkShape(Intercepted in, Tally tally) {
        Map<String, @Nullable Object> outline = definitions.isKnown(in) ? Items.around(in) : LogData.outline(in);
        for (Shape.Violation violation :
                Shape.of(in.event(), in.phase(), in.kind()).check(outline)) {
            tally.add(
                    SHAPE,
                    true,
                    Remedy.NONE,
                    Finding.of(Severity.ERROR, violation.pointer(), "not " + violation.expected() + " as MCP has it")
                            .rule(SHAPE)
                            .category("protocol"));
        }
    }

    private void validate(Plans.Plan plan, Intercepted in, Tally tally) {
        long start = System.nanoTime();
        Intercepted seen = in;
        for (Plans.Step<Validator> step : plan.validators()) {
            ValidationResult result;
            try {
                result = requireNonNull(step.interceptor().validate(seen), "result");
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                failed(step, e, tally);
                continue;
            }
            if (result != ValidationResult.valid()) {
                for (Finding finding : result.findings()) {
                    tally.add(step.name(), step.enforced(), result.remedy(), finding);
                }
                seen = seen.findings(tally.findings());
            }
            outOfTime(step, in, start, tally);
        }
    }

    /** All mutators of a phase apply, or none does. */
    private Intercepted mutate(Plans.Plan plan, Intercepted in, Tally tally) {
        if (plan.mutators().isEmpty()) {
            return in;
        }
        long start = System.nanoTime();
        Intercepted out = in.findings(tally.findings());
        for (Plans.Step<Mutator> step : plan.mutators()) {
            MutationResult result;
            Map<String, @Nullable Object> payload;
            try {
                result = requireNonNull(step.interceptor().mutate(out), "result");
                payload = result.payload()
                        .map(p -> JsonTree.freezeObject(p, limits))
                        .orElse(out.payload());
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                failed(step, e, tally);
                if (tally.refuses()) {
                    return in;
                }
                continue;
            }
            if (payload != out.payload()) {
                tally.change(step.name(), step.enforced(), result.reason());
                if (step.enforced()) {
                    out = out.payload(payload);
                }
            }
            outOfTime(step, in, start, tally);
        }
        return out;
    }

    private Intercepted redact(Intercepted in, Tally tally) {
        if (vault == null) {
            return in;
        }
        try {
            MutationResult result = vault.redact(in);
            Map<String, @Nullable Object> payload =
                    result.payload().map(p -> JsonTree.freezeObject(p, limits)).orElse(in.payload());
            if (payload == in.payload()) {
                return in;
            }
            tally.change(VAULT, true, result.reason());
            return in.payload(payload);
        } catch (RuntimeException | StackOverflowError e) {
            logFailure(VAULT, e);
            tally.refuse(VAULT, "the vault failed");
            return in;
        }
    }

    private static void outOfTime(Plans.Step<?> step, Intercepted in, long start, Tally tally) {
        if (in.exchange().isSpentWith(System.nanoTime() - start) && !step.failOpen()) {
            tally.add(step.name(), step.enforced(), Remedy.NONE, Finding.of(Severity.ERROR, "", "ran out of time"));
        }
    }

    private static void failed(Plans.Step<?> step, Throwable e, Tally tally) {
        logFailure(step.name(), e);
        String how = "the interceptor failed with " + e.getClass().getSimpleName();
        Severity severity = step.failOpen() ? Severity.WARN : Severity.ERROR;
        tally.add(step.name(), step.enforced(), Remedy.NONE, Finding.of(severity, "", how));
    }

    /** Without the exception's message, which may quote what the server said. */
    private static void logFailure(String name, Throwable e) {
        log.warn("{} failed with {}", name, SafeText.place(e));
    }
}
