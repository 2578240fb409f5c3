package io.mcpguard.policy;

import io.mcpguard.api.flow.Label;
import io.mcpguard.identity.Assurance;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Node.Place;
import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.policy.Values.Listed;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the policy file says about one server. */
final class ServerReader {

    /** In each list of globs. */
    static final int MAX_GLOBS = 500;

    static final int MAX_ARGUMENTS = 500;

    static final int MAX_KEYS = 20;

    private final Problems problems;
    private final Values values;
    private final String origin;

    /**
     * @param origin the name of the file in rules
     */
    ServerReader(Problems problems, String origin) {
        this.problems = problems;
        this.values = new Values(problems);
        this.origin = origin;
    }

    /** {@return what it says, null if something is wrong with it, which is noted} */
    @Nullable
    ServerPolicy read(Member server, Preset preset, OwnRules own, DataPolicy data) {
        String path = Checks.member("servers", server.key());
        Section section = Section.open(problems, path, server.value());
        if (section == null) {
            return null;
        }
        var rules = new ServerRules(path, where(server.place(), path));
        identity(section, rules);
        section.section("tools", tools -> {
            names(tools, rules.tools());
            list(tools, "ask", Effect.ASK, rules.tools());
            tools.choice(
                    "otherwise",
                    List.of(Effect.values()),
                    ServerReader::word,
                    effect -> rules.tools().otherwise(effect, where(tools, "otherwise")));
            tools.section("labels", labels -> labels(labels, rules));
            tools.later("arguments");
        });
        section.section("prompts", prompts -> names(prompts, rules.prompts()));
        section.section("resources", resources -> names(resources, rules.resources()));
        section.section("client", client -> new ClientReader(client, rules.client(), this::where).read());
        section.section("inspect", inspect -> {
            inspect.elsewhere("write it below \"inspect\" at the top; here rules are set off by id", "rule_files");
            rules.inspect(InspectReader.read(
                    inspect, InspectPolicy.of(preset, path + ".inspect").with(own), problems, origin));
        });
        section.section(
                "data",
                said -> rules.data(
                        DataReader.readServer(said, DataPolicy.of(preset, path + ".data"), data, problems, origin)));
        section.later("trust");
        section.elsewhere("write it below \"tools\"", "allow", "ask", "deny", "labels");
        section.close();
        Fault fault = rules.fault();
        if (fault != null) {
            problems.add(server.place(), path, fault);
            return null;
        }
        return rules.build(preset, own, data.extras());
    }

    private void identity(Section section, ServerRules rules) {
        section.texts("command", MAX_ARGUMENTS, false, Names::argument, command -> {
            Fault fault = Names.program(command.isEmpty() ? "" : command.get(0).text());
            if (fault != null) {
                problems.add(section.place("command"), section.path() + ".command", fault);
            } else {
                rules.command(command.stream().map(Listed::text).toList(), where(section, "command"));
            }
        });
        section.section("identity", identity -> {
            identity.choice(
                    "assurance",
                    List.of(Assurance.values()),
                    Assurance::key,
                    least -> rules.assurance(least, where(identity, "assurance")));
            identity.choice("files", List.of(true, false), pinned -> pinned ? "pinned" : "recorded", rules::pinFiles);
        });
        section.section(
                "tls",
                tls -> tls.texts(
                        "spki", MAX_KEYS, true, Names::tlsKey, keys -> keys.forEach(key -> rules.tlsKeys(key.text()))));
        section.text("url", Names::url, url -> rules.url(URI.create(url), where(section, "url")));
        section.text("same_as", Names::server, rules::sameAs);
        section.texts("env", MAX_ARGUMENTS, true, Names::variable, env -> env.forEach(name -> rules.env(name.text())));
    }

    private void names(Section section, NameRules.Builder rules) {
        if (section.has("allow")) {
            rules.allowlist(where(section, "allow"));
        }
        list(section, "allow", Effect.ALLOW, rules);
        list(section, "deny", Effect.REFUSE, rules);
    }

    private void list(Section section, String key, Effect effect, NameRules.Builder rules) {
        section.texts(
                key,
                MAX_GLOBS,
                true,
                Names::glob,
                globs -> globs.forEach(glob -> rules.add(
                        effect, glob.text(), where(glob.place(), glob.path()) + " " + Checks.quote(glob.text()))));
    }

    private void labels(Section section, ServerRules rules) {
        for (Member member : section.named("globs", MAX_GLOBS, Names::glob)) {
            String path = Checks.member(section.path(), member.key());
            List<Listed> labels = values.texts(member.value(), path, Label.values().length, true, text -> null);
            for (Listed listed : labels == null ? List.<Listed>of() : labels) {
                var node = new Node.Scalar(listed.place(), Node.ScalarType.TEXT, listed.text());
                Label label = values.choice(node, listed.path(), List.of(Label.values()), LabelKey::of);
                if (label != null) {
                    rules.label(member.key(), label);
                }
            }
        }
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    private String where(Section section, String key) {
        return where(section.place(key), section.path() + "." + key);
    }

    private String where(Place place, String path) {
        return origin + ":" + place.line() + " " + path;
    }
}
