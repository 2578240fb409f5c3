package io.mcpguard.policy;

import io.mcpguard.api.Interceptor;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Policy.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a policy of the text of a policy file. */
final class PolicyReader {

    private static final int MAX_INTERCEPTORS = 1_000;

    private final Problems problems;
    private final Values values;
    private final String origin;
    private final @Nullable Path folder;
    private Preset preset = Preset.BALANCED;

    private PolicyReader(Problems problems, String origin, @Nullable Path folder) {
        this.problems = problems;
        this.values = new Values(problems);
        this.origin = origin;
        this.folder = folder;
    }

    /**
     * Reads a policy.
     *
     * @param text YAML or JSON
     * @param file the name of the file in problems
     * @param origin the name of the file in rules
     * @param folder where it lies, null if the text comes from somewhere else
     * @throws PolicyException with everything that is wrong with it
     */
    static Policy read(String text, String file, String origin, @Nullable Path folder) {
        var problems = new Problems(file);
        Node root = SourceReader.read(text, problems);
        Section section = Section.open(problems, "", root);
        Draft draft = section == null ? null : new PolicyReader(problems, origin, folder).draft(section);
        if (draft == null || !problems.isEmpty()) {
            throw problems.exception();
        }
        return draft.build();
    }

    private Draft draft(Section root) {
        root.unread("$schema");
        version(root);
        root.choice("extends", List.of(Preset.values()), Preset::key, value -> preset = value);
        var draft = new Draft(preset);
        draft.origin = origin;
        root.choice("mode", List.of(Interceptor.Mode.values()), PolicyReader::word, mode -> draft.mode = mode);
        root.section("inspect", inspect -> {
            draft.inspect = InspectReader.withFiles(inspect, draft.inspect, problems, folder);
            draft.inspect = InspectReader.read(inspect, draft.inspect, problems, origin);
        });
        root.section("data", data -> draft.data = DataReader.read(data, draft.data, problems, origin));
        root.section("servers", servers -> servers(servers, draft));
        root.section("pin", pin -> pin(pin, draft));
        root.section("names", names -> {
            names.choice(
                    "servers",
                    NamesPolicy.TREATMENTS,
                    Treatment::key,
                    servers -> draft.names = draft.names.servers(servers));
            names.choice("exposed", List.of(Exposure.values()), Exposure::key, exposed -> draft.exposedNames = exposed);
        });
        root.section("audit", audit -> {
            audit.bool("required", required -> draft.audit = draft.audit.required(required));
            audit.bool("payloads", payloads -> draft.audit = draft.audit.payloads(payloads));
        });
        root.section("approval", approval -> {
            approval.duration(
                    "budget", ApprovalPolicy.BUDGET, budget -> draft.approval = draft.approval.budget(budget));
            approval.duration("hold", ApprovalPolicy.HOLD, hold -> draft.approval = draft.approval.hold(hold));
            approval.duration(
                    "ticket", ApprovalPolicy.TICKET, ticket -> draft.approval = draft.approval.ticket(ticket));
            approval.number(
                    "max_open", ApprovalPolicy.MAX_OPEN, max -> draft.approval = draft.approval.maxOpen((int) max));
            approval.number(
                    "max_open_per_conversation",
                    ApprovalPolicy.MAX_OPEN_PER_CONVERSATION,
                    max -> draft.approval = draft.approval.maxOpenPerConversation((int) max));
        });
        root.section("limits", limits -> limits(limits, draft));
        root.section("interceptors", interceptors -> interceptors(interceptors, draft));
        root.later("flow", "review", "alerts");
        root.elsewhere(
                "write it below \"servers\" and the name of a server",
                "command",
                "url",
                "env",
                "tools",
                "prompts",
                "resources",
                "client");
        root.close();
        return draft;
    }

    private void version(Section root) {
        Node version = root.value("version");
        if (version == null) {
            problems.add(root.place(), "", "the version of the format is missing", "write \"version: 1\" at the top");
        } else if (!(version instanceof Node.Scalar scalar)
                || scalar.type() != Node.ScalarType.NUMBER
                || !scalar.text().equals("1")) {
            problems.add(
                    version.place(),
                    "version",
                    "a version of the format that this release does not know",
                    "write \"version: 1\", or use the release of mcp-guard that the file was written for");
        }
    }

    private void servers(Section servers, Draft draft) {
        var reader = new ServerReader(problems, origin);
        for (Member member : servers.named("servers", Policy.MAX_SERVERS, Names::server)) {
            ServerPolicy server = reader.read(member, preset, draft.inspect.ownRules(), draft.data);
            if (server != null) {
                draft.servers.put(member.key(), server);
            }
        }
    }

    private static void pin(Section pin, Draft draft) {
        pin.choice(
                "first_sight",
                List.of(PinPolicy.FirstSight.values()),
                PinPolicy.FirstSight::key,
                firstSight -> draft.pin = draft.pin.firstSight(firstSight));
        drift(pin, draft);
        pin.choice(
                "collision",
                PinPolicy.TREATMENTS,
                Treatment::key,
                collision -> draft.pin = draft.pin.collision(collision));
        pin.bool("resources", resources -> draft.pin = draft.pin.resources(resources));
        pin.duration("recheck", PinPolicy.RECHECK, recheck -> draft.pin = draft.pin.recheck(recheck));
    }

    /** One word for all drift, or one for each severity. */
    private static void drift(Section pin, Draft draft) {
        if (!pin.isMapping("drift")) {
            pin.choice("drift", PinPolicy.TREATMENTS, Treatment::key, drift -> draft.pin = draft.pin.drift(drift));
            return;
        }
        pin.section(
                "drift",
                drift -> PinPolicy.SEVERITIES.forEach(severity -> drift.choice(
                        PinPolicy.key(severity),
                        PinPolicy.DRIFT_TREATMENTS,
                        Treatment::key,
                        treatment -> draft.pin = draft.pin.drift(severity, treatment))));
    }

    private static void limits(Section limits, Draft draft) {
        Limits json = draft.limits.json();
        long[] bounds = {json.maxDepth(), json.maxNodes(), json.maxStringLength(), json.maxTotalChars()};
        limits.number("depth", LimitsPolicy.DEPTH, depth -> bounds[0] = depth);
        limits.number("nodes", LimitsPolicy.NODES, nodes -> bounds[1] = nodes);
        limits.number("string_chars", LimitsPolicy.STRING_CHARS, chars -> bounds[2] = chars);
        limits.number("message_chars", LimitsPolicy.MESSAGE_CHARS, chars -> bounds[3] = chars);
        draft.limits = draft.limits.json(new Limits((int) bounds[0], (int) bounds[1], (int) bounds[2], bounds[3]));
        limits.number("pages", LimitsPolicy.PAGES, n -> draft.limits = draft.limits.maxPages((int) n));
        limits.number("items", LimitsPolicy.ITEMS, n -> draft.limits = draft.limits.maxItems((int) n));
        limits.number("pending", LimitsPolicy.PENDING, n -> draft.limits = draft.limits.maxPending((int) n));
        limits.duration(
                "request_timeout",
                LimitsPolicy.REQUEST_TIMEOUT,
                timeout -> draft.limits = draft.limits.requestTimeout(timeout));
        limits.text(
                "min_protocol",
                LimitsPolicy::protocolFault,
                version -> draft.limits = draft.limits.minProtocol(version));
    }

    private void interceptors(Section interceptors, Draft draft) {
        for (Member member : interceptors.named("interceptors", MAX_INTERCEPTORS, Names::interceptor)) {
            Interceptor.Mode mode = values.choice(
                    member.value(),
                    Checks.member("interceptors", member.key()),
                    List.of(Interceptor.Mode.values()),
                    PolicyReader::word);
            if (mode != null) {
                draft.interceptors.put(member.key(), mode);
            }
        }
    }

    private static String word(Interceptor.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
