package io.mcpguard.session;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.json.SafeText;
import io.mcpguard.names.Looks;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.trust.Alarm;
import io.mcpguard.trust.Learned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Puts what came of a listing into the words of a decision. */
final class Learning {

    private static final int MAX_NAME = 200;
    private static final int MAX_FINDINGS = 100;

    private Learning() {}

    /** Is told what came of a listing. */
    @FunctionalInterface
    interface Told {

        /**
         * It came.
         *
         * @param collisions names that others have, where the policy lets two have one
         * @param tools the names of all tools that were listed, old and new; none of another listing
         */
        void learned(Learned learned, List<String> collisions, List<String> tools);
    }

    static Judgement judge(Intercepted in, Learned learned, List<String> collisions, List<String> tools) {
        List<Finding> held = learned.held().stream()
                .limit(MAX_FINDINGS)
                .map(Learning::finding)
                .toList();
        var findings = new ArrayList<Finding>();
        learned.alarms().stream().map(Learning::alarm).forEach(findings::add);
        findings.addAll(held);
        collisions.stream().limit(MAX_FINDINGS).map(Learning::collision).forEach(findings::add);
        alike(learned, tools).stream().limit(MAX_FINDINGS).forEach(findings::add);
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

    /** It refuses nothing by itself: what it is about is refused elsewhere, or may be as it should. */
    private static Finding alarm(Alarm alarm) {
        return Finding.of(Severity.WARN, "", alarm.message()).rule(alarm.rule()).category(alarm.category());
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

    /** Of two tools that one server declares and a reader would take for one, if the second one is new or held. */
    private static List<Finding> alike(Learned learned, List<String> tools) {
        var names = new TreeSet<String>();
        learned.trusted().forEach(pin -> names.add(toolName(pin)));
        learned.held().forEach(held -> names.add(toolName(held.pin())));
        var first = new HashMap<String, String>();
        tools.stream().filter(name -> !names.contains(name)).forEach(name -> first.putIfAbsent(Looks.of(name), name));
        var findings = new ArrayList<Finding>();
        for (String name : names) {
            String other = first.putIfAbsent(Looks.of(name), name);
            if (other != null) {
                findings.add(Finding.of(
                                Severity.WARN,
                                "/tool/" + Json.escape(SafeText.excerpt(name, MAX_NAME)),
                                "looks like the tool \"" + SafeText.excerpt(other, MAX_NAME) + "\" of the same server")
                        .rule("names.tool")
                        .category("spoofing"));
            }
        }
        return findings;
    }

    private static String toolName(Pin pin) {
        return pin.kind() == ItemKind.TOOL ? pin.name() : "";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
