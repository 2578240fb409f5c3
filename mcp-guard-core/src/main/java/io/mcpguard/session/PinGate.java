package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.pipeline.Definitions;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.PinPolicy.FirstSight;
import io.mcpguard.policy.Treatment;
import io.mcpguard.session.VerifiedTool.Objection;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what deviates from its pin: tools in lists and at the call, and instructions. What it compares with was
 * verified by {@link Verification} in this epoch; without that nothing is trusted.
 */
final class PinGate implements Validator, Definitions {

    static final String NAME = "pins";

    private final Server server;
    private final PinPolicy policy;
    private final TrustBook book;
    private final Verification verification;

    /** Tools that the client was last told otherwise than they are pinned, while the guard was told as they are. */
    private final Map<String, Objection> deviating = new ConcurrentHashMap<>();

    PinGate(Server server, PinPolicy policy, TrustBook book, Verification verification) {
        this.server = server;
        this.policy = policy;
        this.book = book;
        this.verification = verification;
    }

    /** A new connection: what was said on the last one does not count. */
    void reset() {
        deviating.clear();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.both("initialize", "tools/list", "tools/call");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (in.event().equals("tools/call")) {
            return in.phase() == Phase.REQUEST && !in.fromServer() ? call(in) : ValidationResult.valid();
        }
        if (in.kind() != Interception.Kind.RESULT || !in.fromServer()) {
            return ValidationResult.valid();
        }
        return in.event().equals("initialize") ? instructions(in) : list(in);
    }

    private ValidationResult call(Interception in) {
        Verified verified = verification.current();
        if (verified.failure() != null) {
            return objection("/name", new Objection("pins.unverified", verified.failure()));
        }
        VerifiedTool tool = in.payload().get("name") instanceof String name
                ? verified.tools().get(name)
                : null;
        if (tool == null) {
            return objection("/name", new Objection("pins.unlisted", "the server does not list this tool"));
        }
        Objection objection = tool.objection(standing(in, tool.definition()));
        if (objection == null) {
            objection = deviating.get(String.valueOf(in.payload().get("name")));
        }
        return objection == null ? ValidationResult.valid() : objection("/name", objection);
    }

    private ValidationResult list(Interception in) {
        if (!(in.payload().get("tools") instanceof List<?> items)) {
            return ValidationResult.valid();
        }
        Verified verified = verification.last();
        List<Finding> findings = null;
        for (int i = 0; i < items.size(); i++) {
            Objection objection = listed(verified, items.get(i));
            if (objection != null) {
                findings = findings == null ? new ArrayList<>() : findings;
                findings.add(finding("/tools/" + i, objection));
            }
        }
        return findings == null ? ValidationResult.valid() : ValidationResult.of(findings);
    }

    private @Nullable Objection listed(Verified verified, @Nullable Object item) {
        if (verified.failure() != null) {
            return new Objection("pins.unverified", verified.failure());
        }
        if (!(item instanceof Map<?, ?> definition) || !(definition.get("name") instanceof String name)) {
            return null;
        }
        Standing standing = book.check(server, ItemKind.TOOL, name, definition);
        VerifiedTool tool = verified.tools().get(name);
        if (tool != null && (tool.twice() || tool.definition().equals(definition))) {
            // Usually the client is told what the guard was told; then the guard knows more than how it stands to its
            // pins.
            deviating.remove(name);
            return tool.objection(standing);
        }
        if (standing.trusted()) {
            deviating.remove(name);
            return null;
        }
        Objection objection = Objection.of(standing);
        if (tool != null) {
            deviating.put(name, objection);
        }
        return objection;
    }

    private ValidationResult instructions(Interception in) {
        Object instructions = in.payload().get("instructions");
        if (instructions == null) {
            return ValidationResult.valid();
        }
        Standing standing = book.check(server, ItemKind.INSTRUCTIONS, "", instructions);
        // The server is learned with its first listing; until then instructions go by what first sight is worth.
        boolean firstSight =
                standing.state() == Standing.State.UNKNOWN_SERVER && policy.firstSight() == FirstSight.TRUST;
        return standing.trusted() || firstSight
                ? ValidationResult.valid()
                : objection("/instructions", Objection.of(standing));
    }

    @Override
    public Known known(Interception in, @Nullable Object item) {
        if (!in.event().equals("tools/list")
                || !(item instanceof Map<?, ?> definition)
                || !(definition.get("name") instanceof String name)) {
            return Known.NOTHING;
        }
        VerifiedTool tool = verification.last().tools().get(name);
        if (tool == null || !tool.definition().equals(definition)) {
            return Known.NOTHING;
        }
        if (tool.clean()) {
            return Known.CLEAN;
        }
        Pin pin = book.check(server, ItemKind.TOOL, name, definition).pin();
        return pin != null && pin.state() == PinState.APPROVED ? Known.APPROVED : Known.NOTHING;
    }

    @Override
    public @Nullable String brokenPromise(Interception in) {
        if (!in.event().equals("tools/call")
                || in.kind() != Interception.Kind.RESULT
                || !in.fromServer()
                || Boolean.TRUE.equals(in.payload().get("isError"))
                || !in.payload().containsKey("structuredContent")) {
            return null;
        }
        VerifiedTool tool = in.request().get("name") instanceof String name
                ? verification.last().tools().get(name)
                : null;
        if (tool == null || tool.output() == null) {
            return null;
        }
        return tool.output()
                .firstProblem(in.payload().get("structuredContent"))
                .map(problem -> "/structuredContent" + problem.pointer())
                .orElse(null);
    }

    /** The digest of the pin under which a tool may be called now; null if it may not. */
    @Nullable
    String pinOf(String name) {
        VerifiedTool tool = verification.current().tools().get(name);
        if (tool == null) {
            return null;
        }
        Standing standing = book.check(server, ItemKind.TOOL, name, tool.definition());
        Pin pin = standing.pin();
        return pin == null || tool.objection(standing) != null || deviating.containsKey(name) ? null : pin.digest();
    }

    private Standing standing(Interception in, Object definition) {
        String name = in.payload().get("name") instanceof String text ? text : "";
        return book.check(server, ItemKind.TOOL, name, definition);
    }

    private ValidationResult objection(String path, Objection objection) {
        return ValidationResult.of(List.of(finding(path, objection)));
    }

    private Finding finding(String path, Objection objection) {
        Treatment treatment = objection.isDrift() ? policy.drift() : Treatment.BLOCK;
        Severity severity = treatment == Treatment.BLOCK ? Severity.ERROR : Severity.WARN;
        return Finding.of(severity, path, objection.reason())
                .rule(objection.rule())
                .category("rug-pull");
    }
}
