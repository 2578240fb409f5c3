package io.mcpguard.session;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.pipeline.Definitions;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.schema.SchemaValidator;
import io.mcpguard.session.VerifiedItem.Objection;
import io.mcpguard.trust.TrustBook;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what deviates from its pin: items of lists, in the list and when they are used, and what the server says of
 * itself. The judging is done by {@link ListPins}, {@link ResourcePins} and {@link HandshakePins}.
 */
final class PinGate implements Validator, Definitions {

    static final String NAME = "pins";

    private static final String STRUCTURED = "structuredContent";

    private final PinFindings findings;
    private final HandshakePins handshake;
    private final Map<DeclaredList, ListPins> lists = new EnumMap<>(DeclaredList.class);
    private final Map<String, ListPins> byMethod = new HashMap<>();
    private final KnownPages pages;
    private final ListPins tools;
    private final ListPins prompts;
    private final ResourcePins resources;

    PinGate(CurrentServer server, PinPolicy policy, TrustBook book, Verifications verifications, KnownPages pages) {
        this.pages = pages;
        findings = new PinFindings(policy);
        handshake = new HandshakePins(server, book, findings);
        for (DeclaredList list : DeclaredList.values()) {
            Outlooks outlooks = verifications.of(list);
            if (outlooks != null) {
                var pins = new ListPins(list, server, book, outlooks, findings, pages);
                lists.put(list, pins);
                byMethod.put(list.method(), pins);
            }
        }
        tools = pins(DeclaredList.TOOLS);
        prompts = pins(DeclaredList.PROMPTS);
        resources = new ResourcePins(lists.get(DeclaredList.RESOURCES), pins(DeclaredList.TEMPLATES));
    }

    private ListPins pins(DeclaredList list) {
        return Objects.requireNonNull(lists.get(list));
    }

    /** A new connection. */
    void reset() {
        pages.reset();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.both("initialize", "server/discover", "completion/complete", "tools/*", "prompts/*", "resources/*");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (in.phase() == Phase.REQUEST && !in.fromServer() && in.kind() == Interception.Kind.REQUEST) {
            return use(in);
        }
        if (in.kind() != Interception.Kind.RESULT || !in.fromServer()) {
            return ValidationResult.valid();
        }
        if (in.event().equals("initialize") || in.event().equals("server/discover")) {
            return handshake.validate(in);
        }
        ListPins list = byMethod.get(in.event());
        return list == null ? ValidationResult.valid() : list.page(in);
    }

    private ValidationResult use(Interception in) {
        Viewpoint by = Viewpoint.of(in);
        Map<String, @Nullable Object> params = in.payload();
        return switch (in.event()) {
            case "tools/call" -> call(in);
            case "prompts/get" -> findings.result("/name", prompts.use(params.get("name"), by));
            case "resources/read", "resources/subscribe" ->
                findings.result("/uri", resources.read(params.get("uri"), by));
            case "completion/complete" -> complete(params.get("ref"), by);
            default -> ValidationResult.valid();
        };
    }

    private ValidationResult call(Interception in) {
        Object name = in.payload().get("name");
        Viewpoint by = Viewpoint.of(in);
        VerifiedItem tool = tools.item(name, by);
        if (tool != null && in.exchange() instanceof ExchangeState exchange) {
            // Whatever the server lists until it answers: this is what the call was judged by.
            exchange.promised(tool.output());
        }
        return findings.result("/name", tools.use(name, by));
    }

    /** Completions tell values of what they are for, and their texts come from the server. */
    private ValidationResult complete(@Nullable Object reference, Viewpoint by) {
        if (!(reference instanceof Map<?, ?> ref)) {
            return ValidationResult.error("/ref", "the request names nothing");
        }
        if ("ref/resource".equals(ref.get("type"))) {
            return findings.result("/ref/uri", resources.complete(ref.get("uri"), by));
        }
        Objection objection = prompts.use(ref.get("name"), by);
        return findings.result("/ref/name", objection);
    }

    @Override
    public Known known(Interception in, @Nullable Object item) {
        ListPins list = byMethod.get(in.event());
        return list == null ? Known.NOTHING : list.known(item, Viewpoint.whose(in));
    }

    @Override
    public boolean isKnown(Interception in) {
        return pages.isKnown(in);
    }

    @Override
    public @Nullable String brokenPromise(Interception in) {
        SchemaValidator output = promised(in);
        return output == null
                ? null
                : output.firstProblem(in.payload().get(STRUCTURED))
                        .map(problem -> "/" + STRUCTURED + problem.pointer())
                        .orElse(null);
    }

    @Override
    public @Nullable String brokenFormat(Interception before, Interception after) {
        SchemaValidator output = promised(after);
        return output == null
                ? null
                : output.firstBrokenFormat(
                                before.payload().get(STRUCTURED),
                                after.payload().get(STRUCTURED))
                        .map(problem -> "/" + STRUCTURED + problem.pointer())
                        .orElse(null);
    }

    /** What a result with structured content has to look like. */
    private static @Nullable SchemaValidator promised(Interception in) {
        boolean structured = in.event().equals("tools/call")
                && in.kind() == Interception.Kind.RESULT
                && in.fromServer()
                && !Boolean.TRUE.equals(in.payload().get("isError"))
                && in.payload().containsKey(STRUCTURED);
        return structured && in.exchange() instanceof ExchangeState exchange ? exchange.promised() : null;
    }

    /** What an approval of a message holds for, as far as definitions go: those that it uses, or that made its result. */
    @Nullable
    Object basis(Interception in) {
        Map<String, @Nullable Object> params = in.request();
        Viewpoint by = Viewpoint.of(in);
        // Nothing is verified for a result, and its server may say at any time that its lists changed.
        boolean result = in.fromServer();
        return switch (in.event()) {
            case "tools/call" -> basis(tools, params.get("name"), result, by);
            case "prompts/get" -> basis(prompts, params.get("name"), result, by);
            case "resources/read", "resources/subscribe" ->
                result ? resources.lastDigest(params.get("uri"), by.whose()) : resources.basis(params.get("uri"), by);
            case "completion/complete" ->
                !result && params.get("ref") instanceof Map<?, ?> ref
                        ? List.of(prompts.basis(ref.get("name"), by), resources.basis(ref.get("uri"), by))
                        : null;
            default -> null;
        };
    }

    private static @Nullable Object basis(ListPins list, @Nullable Object name, boolean result, Viewpoint by) {
        return result ? list.lastDigest(name, by.whose()) : list.basis(name, by);
    }
}
