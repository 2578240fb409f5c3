package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.policy.Ruling.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the policy allows to be seen and used: tools, prompts and resources. What may not be used is not listed. Also says
 * of a server that is only there because the policy records and does not refuse, that it would not be.
 */
final class AccessRules implements Validator {

    static final String NAME = "policy";

    /** Where a family of methods has its list, its names, and its rules. */
    private record Family(String listKey, String nameKey, BiFunction<String, String, Ruling> rules) {}

    private final KnownPages pages;
    private final Ruling admission;
    private final Map<String, Family> lists;
    private final Map<String, Family> uses;

    AccessRules(Policy policy, Ruling admission, KnownPages pages) {
        this.pages = pages;
        this.admission = admission;
        var tools = new Family("tools", "name", policy::tool);
        var prompts = new Family("prompts", "name", policy::prompt);
        var resources = new Family("resources", "uri", policy::resource);
        lists = Map.of("tools/list", tools, "prompts/list", prompts, "resources/list", resources);
        uses = Map.of(
                "tools/call", tools,
                "prompts/get", prompts,
                "resources/read", resources,
                "resources/subscribe", resources);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.both("initialize", "completion/complete", "tools/*", "prompts/*", "resources/*");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (in.fromServer()) {
            Family family = in.kind() == Interception.Kind.RESULT ? lists.get(in.event()) : null;
            return family == null ? ValidationResult.valid() : hide(in, family);
        }
        if (in.phase() == Phase.RESPONSE) {
            return ValidationResult.valid();
        }
        Family family = uses.get(in.event());
        if (family != null) {
            return use(in.server().name(), in.payload(), "", family);
        }
        return switch (in.event()) {
            case "initialize" ->
                admission.effect() == Effect.REFUSE ? refusal("", admission) : ValidationResult.valid();
            case "completion/complete" -> complete(in);
            default -> ValidationResult.valid();
        };
    }

    /** Completions tell about the values of a prompt or resource, so what may not be used is not completed. */
    private ValidationResult complete(Interception in) {
        if (!(in.payload().get("ref") instanceof Map<?, ?> ref)) {
            return ValidationResult.error("/ref", "the request names nothing");
        }
        Family family = "ref/resource".equals(ref.get("type")) ? uses.get("resources/read") : uses.get("prompts/get");
        return use(in.server().name(), ref, "/ref", requireNonNull(family));
    }

    private static ValidationResult use(String server, Map<?, ?> named, String at, Family family) {
        String path = at + "/" + family.nameKey;
        if (!(named.get(family.nameKey) instanceof String name)) {
            return ValidationResult.error(path, "the request names nothing");
        }
        Ruling ruling = family.rules.apply(server, name);
        if (ruling.effect() == Effect.ALLOW) {
            return ValidationResult.valid();
        }
        ValidationResult refused = refusal(path, ruling);
        return ruling.effect() == Effect.ASK ? refused.unless(Remedy.APPROVED) : refused;
    }

    private ValidationResult hide(Interception in, Family family) {
        if (pages.isKnown(in) || !(in.payload().get(family.listKey) instanceof List<?> items)) {
            return ValidationResult.valid();
        }
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < items.size(); i++) {
            String name = name(items.get(i), family.nameKey);
            Ruling ruling = family.rules.apply(in.server().name(), name == null ? "" : name);
            if (ruling.effect() == Effect.REFUSE) {
                findings.add(finding("/" + family.listKey + "/" + i, ruling));
            }
        }
        return ValidationResult.of(findings);
    }

    private static @Nullable String name(@Nullable Object item, String key) {
        return item instanceof Map<?, ?> map && map.get(key) instanceof String name ? name : null;
    }

    private static ValidationResult refusal(String path, Ruling ruling) {
        return ValidationResult.of(List.of(finding(path, ruling)));
    }

    private static Finding finding(String path, Ruling ruling) {
        return Finding.of(Severity.ERROR, path, ruling.reason())
                .rule(ruling.rule())
                .category("policy");
    }
}
