package io.mcpguard.session;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.json.SafeText;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.trust.Learned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what came of a listing into the words of a decision. */
final class Learning {

    private static final int MAX_NAME = 200;
    private static final int MAX_FINDINGS = 100;

    private Learning() {}

    static Judgement judge(Intercepted in, Learned learned, List<String> collisions) {
        List<Finding> held = learned.held().stream()
                .limit(MAX_FINDINGS)
                .map(Learning::finding)
                .toList();
        var findings = new ArrayList<>(held);
        collisions.stream().limit(MAX_FINDINGS).map(Learning::collision).forEach(findings::add);
        Verdict verdict = switch (learned.outcome()) {
            case FIRST_SIGHT, KNOWN -> held.isEmpty() ? Verdict.ALLOWED : Verdict.CHANGED;
            case IDENTITY_CHANGED, UNREADABLE -> Verdict.REFUSED;
        };
        String reason = word(learned.outcome()) + ": " + learned.trusted().size() + " pinned now, "
                + learned.held().size() + " held" + (learned.reason().isEmpty() ? "" : "; " + learned.reason());
        return new Judgement(in, verdict, verdict, verdict == Verdict.CHANGED, Remedy.NONE, "pins", reason, findings);
    }

    private static Finding finding(Learned.Held held) {
        String name = SafeText.excerpt(held.pin().name(), MAX_NAME);
        String path = "/" + word(held.pin().kind()) + "/" + Json.escape(name);
        return Finding.of(
                        Severity.WARN,
                        path,
                        "held, " + word(held.why()) + ": " + held.pin().digest())
                .rule("pins." + word(held.why()))
                .category("rug-pull");
    }

    /** Of a name that the policy lets two servers have. */
    private static Finding collision(String tool) {
        return Finding.of(
                        Severity.WARN,
                        "/tool/" + Json.escape(SafeText.excerpt(tool, MAX_NAME)),
                        "another server owns this name")
                .rule("pins.collision")
                .category("shadowing");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
