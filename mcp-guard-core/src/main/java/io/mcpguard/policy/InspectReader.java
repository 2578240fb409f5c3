package io.mcpguard.policy;

import io.mcpguard.inspect.OwnRules;
import io.mcpguard.inspect.RuleFileException;
import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.InspectPolicy.Place;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Values.Listed;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the policy file says about inspection, for all servers or for one. A place is one word, such as
 * {@code results: sanitize}, or a mapping whose {@code treatment} is that word.
 */
final class InspectReader {

    private final Problems problems;
    private final Values values;
    private final String origin;
    private InspectPolicy policy;

    private InspectReader(Problems problems, String origin, InspectPolicy policy) {
        this.problems = problems;
        this.values = new Values(problems);
        this.origin = origin;
        this.policy = policy;
    }

    /**
     * {@return the policy with what stands in a section}
     *
     * @param origin the name of the file in rules
     */
    static InspectPolicy read(Section inspect, InspectPolicy policy, Problems problems, String origin) {
        var reader = new InspectReader(problems, origin, policy);
        for (Place place : Place.values()) {
            reader.place(inspect, place);
        }
        inspect.section("rules", reader::rules);
        return reader.policy;
    }

    /**
     * {@return the policy with the rules of the files that a section names}
     *
     * @param folder where the policy file lies, null if it is none
     */
    static InspectPolicy withFiles(Section inspect, InspectPolicy policy, Problems problems, @Nullable Path folder) {
        var reader = new InspectReader(problems, "", policy);
        inspect.texts("rule_files", OwnRules.MAX_FILES, true, name -> null, files -> reader.files(files, folder));
        return reader.policy;
    }

    private void files(List<Listed> files, @Nullable Path folder) {
        if (folder == null && !files.isEmpty()) {
            problems.add(
                    files.get(0).place(),
                    files.get(0).path(),
                    "a policy that was not read from a file has no folder to look for rule files in",
                    "read it with Policy.load, or add the rules in code");
        } else if (folder != null) {
            try {
                policy = policy.with(
                        OwnRules.below(folder, files.stream().map(Listed::text).toArray(String[]::new)));
            } catch (RuleFileException e) {
                Listed wrong = files.stream()
                        .filter(file -> file.text().equals(e.file()))
                        .findFirst()
                        .orElse(files.get(0));
                problems.add(wrong.place(), wrong.path(), String.valueOf(e.getMessage()), "correct the rule file");
            }
        }
    }

    private void place(Section inspect, Place place) {
        if (!place.hasThresholds() || !inspect.isMapping(place.key())) {
            treatment(inspect, place.key(), place);
            return;
        }
        inspect.section(place.key(), inner -> {
            treatment(inner, "treatment", place);
            inner.confidence("stop", stop -> policy = policy.stop(place, new Setting<>(stop, where(inner, "stop"))));
            inner.confidence(
                    "notice", notice -> policy = policy.notice(place, new Setting<>(notice, where(inner, "notice"))));
            Fault fault = policy.fault(place);
            if (fault != null) {
                problems.add(inner.place("notice"), inner.path() + ".notice", fault);
            }
        });
    }

    private void treatment(Section in, String key, Place place) {
        in.choice(
                key,
                place.allowed,
                Treatment::key,
                treatment -> policy = policy.with(place, treatment, where(in, key)));
    }

    private void rules(Section rules) {
        for (Member member :
                rules.named("rules", RuleTuning.MAX_ENTRIES, name -> RuleTuning.fault(name, policy.ownRules()))) {
            String path = Checks.member(rules.path(), member.key());
            RuleEffect effect = values.choice(member.value(), path, List.of(RuleEffect.values()), RuleEffect::key);
            if (effect != null) {
                policy = policy.rule(member.key(), effect, where(member.place(), path));
            }
        }
    }

    private String where(Section section, String key) {
        return where(section.place(key), section.path() + "." + key);
    }

    private String where(Node.Place place, String path) {
        return origin + ":" + place.line() + " " + path;
    }
}
