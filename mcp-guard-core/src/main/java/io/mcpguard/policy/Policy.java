package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Ruling.Effect;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What an application wants of its servers. Immutable; read from {@code mcp-guard.yaml} or built from a preset:
 *
 * <pre>{@code
 * Policy.strict().server("mail", mail -> mail
 *         .url("https://mail.example.com/mcp")
 *         .allowTools("read_*", "search")
 *         .approveTools("send_*")
 *         .denyTools("delete_*"))
 * }</pre>
 *
 * <p>Two policies are equal if they mean the same, wherever they came from.
 */
public final class Policy {

    /** So many servers can be listed. */
    static final int MAX_SERVERS = 1_000;

    private final Preset preset;
    private final String origin;
    private final Interceptor.Mode mode;
    private final Map<String, ServerPolicy> servers;
    private final ServerPolicy unlisted;
    private final InspectPolicy inspect;
    private final DataPolicy data;
    private final PinPolicy pin;
    private final NamesPolicy names;
    private final Exposure exposedNames;
    private final AuditPolicy audit;
    private final ApprovalPolicy approval;
    private final LimitsPolicy limits;
    private final Map<String, Interceptor.Mode> interceptors;
    private final String digest;

    private Policy(Draft draft) {
        this.preset = draft.preset;
        this.origin = draft.origin;
        this.mode = draft.mode;
        this.servers = Collections.unmodifiableMap(new LinkedHashMap<>(draft.servers));
        this.unlisted = ServerPolicy.unlisted(preset, unlisted(preset, servers.isEmpty()));
        this.inspect = draft.inspect;
        this.data = draft.data;
        this.pin = draft.pin;
        this.names = draft.names;
        this.exposedNames = draft.exposedNames;
        this.audit = draft.audit;
        this.approval = draft.approval;
        this.limits = draft.limits;
        this.interceptors = Collections.unmodifiableMap(new TreeMap<>(draft.interceptors));
        this.digest = CanonicalJson.sha256(tree());
    }

    /** {@return a policy that records everything and refuses nothing but what breaks shape or bounds} */
    public static Policy observe() {
        return new Draft(Preset.OBSERVE).build();
    }

    /** {@return the policy of a guard that was given none} */
    public static Policy balanced() {
        return new Draft(Preset.BALANCED).build();
    }

    /** {@return a policy that allows only servers that are listed, checked and pinned, and what is allowed by name} */
    public static Policy strict() {
        return new Draft(Preset.STRICT).build();
    }

    /**
     * Reads a policy file.
     *
     * @param file YAML or JSON in UTF-8, 1 MiB at most
     * @return the policy
     * @throws PolicyException if it cannot be read, or with everything that is wrong with it
     */
    public static Policy load(Path file) {
        return PolicyFile.load(file);
    }

    /**
     * Reads the text of a policy file.
     *
     * @param text YAML or JSON, 1 Mi characters at most; it names no rule files, since it lies in no folder
     * @param fileName what rules and problems call it
     * @return the policy
     * @throws PolicyException with everything that is wrong with it
     */
    public static Policy parse(String text, String fileName) {
        return PolicyReader.read(text, requireNonNull(fileName, "fileName"), fileName, null);
    }

    /**
     * A copy with a server listed.
     *
     * @param name its name, the one the application gives it
     * @param rules says what is wanted of it
     * @return the copy
     * @throws PolicyException if the server is listed already or something about it is wrong
     */
    public Policy server(String name, Consumer<? super ServerRules> rules) {
        Fault fault = Names.server(name);
        String path = Checks.member("servers", name);
        if (fault != null) {
            throw fault.inBuilder("servers");
        }
        if (servers.containsKey(name)) {
            throw new Fault("the server is listed already", "say everything about it in one place").inBuilder(path);
        }
        if (servers.size() >= MAX_SERVERS) {
            throw new Fault("more than " + MAX_SERVERS + " servers", "list fewer").inBuilder("servers");
        }
        var collected = new ServerRules(path, Checks.BUILDER + " " + path);
        rules.accept(collected);
        fault = collected.fault();
        if (fault != null) {
            throw fault.inBuilder(path);
        }
        return change(draft -> draft.servers.put(name, collected.build(preset, inspect.ownRules(), data.extras())));
    }

    /**
     * A copy in which nothing takes effect, or everything does.
     *
     * @param mode {@code AUDIT} to record only
     * @return the copy
     */
    public Policy mode(Interceptor.Mode mode) {
        requireNonNull(mode, "mode");
        return change(draft -> draft.mode = mode);
    }

    /**
     * A copy in which one interceptor has another mode.
     *
     * @param name its name
     * @param mode {@code AUDIT} to record what it says and never apply it
     * @return the copy
     * @throws PolicyException if the name is none
     */
    public Policy interceptorMode(String name, Interceptor.Mode mode) {
        Fault fault = Names.interceptor(name);
        if (fault != null) {
            throw fault.inBuilder("interceptors");
        }
        requireNonNull(mode, "mode");
        return change(draft -> draft.interceptors.put(name, mode));
    }

    /**
     * A copy with another inspection.
     *
     * @param change applied to the present one
     * @return the copy
     */
    public Policy inspect(UnaryOperator<InspectPolicy> change) {
        return change(draft -> draft.inspect = change.apply(inspect).checked());
    }

    /**
     * A copy with another treatment of secrets and personal data.
     *
     * @param change the change
     * @return the copy
     */
    public Policy data(UnaryOperator<DataPolicy> change) {
        return change(draft -> draft.data = change.apply(data));
    }

    /**
     * A copy with other pins.
     *
     * @param change applied to the present ones
     * @return the copy
     */
    public Policy pin(UnaryOperator<PinPolicy> change) {
        return change(draft -> draft.pin = change.apply(pin));
    }

    /**
     * A copy with another treatment of names.
     *
     * @param change applied to the present one
     * @return the copy
     */
    public Policy names(UnaryOperator<NamesPolicy> change) {
        return change(draft -> draft.names = change.apply(names));
    }

    /**
     * A copy for a framework that shows tools and prompts under other names.
     *
     * @param exposed how it names them; bare if never called
     * @return the copy
     */
    public Policy exposedNames(Exposure exposed) {
        requireNonNull(exposed, "exposed");
        return change(draft -> draft.exposedNames = exposed);
    }

    /**
     * A copy with another audit.
     *
     * @param change applied to the present one
     * @return the copy
     */
    public Policy audit(UnaryOperator<AuditPolicy> change) {
        return change(draft -> draft.audit = change.apply(audit));
    }

    /**
     * A copy with other approvals.
     *
     * @param change applied to the present ones
     * @return the copy
     */
    public Policy approval(UnaryOperator<ApprovalPolicy> change) {
        return change(draft -> draft.approval = change.apply(approval));
    }

    /**
     * A copy with other limits.
     *
     * @param change applied to the present ones
     * @return the copy
     */
    public Policy limits(UnaryOperator<LimitsPolicy> change) {
        return change(draft -> draft.limits = change.apply(limits));
    }

    /** {@return what it starts from} */
    public Preset preset() {
        return preset;
    }

    /** {@return {@code mcp-guard.yaml}, {@code builder} or {@code preset balanced}} */
    public String origin() {
        return origin;
    }

    /** {@return whether what it says takes effect; {@code AUDIT} for the observe preset} */
    public Interceptor.Mode mode() {
        return mode;
    }

    /** {@return SHA-256 of what it means, in lower-case hexadecimal; the same for equal policies} */
    public String digest() {
        return digest;
    }

    /**
     * Whether a server is listed.
     *
     * @param server its name
     * @return whether it is
     */
    public boolean lists(String server) {
        return servers.containsKey(server);
    }

    /** {@return the names of the servers that are listed, in the order they are} */
    public Set<String> serverNames() {
        return servers.keySet();
    }

    /**
     * What it says about a server.
     *
     * @param name the server's name
     * @return that, or what the preset says about servers that are not listed
     */
    public ServerPolicy server(String name) {
        return servers.getOrDefault(name, unlisted);
    }

    /**
     * Whether a server may be used at all: whether it is listed, runs as the command or at the endpoint that the policy
     * names, and whether the guard can be sure enough of that. Asked once for each transport, before it starts.
     *
     * @param server the server as it would be used
     * @return allowed or refused
     */
    public Ruling admits(Server server) {
        return Admission.of(preset, servers.get(server.name()), unlisted, server);
    }

    /**
     * Whether a tool may be seen and called.
     *
     * @param server the server's name
     * @param tool the tool's name; one longer than 4,096 characters is refused
     * @return the rule that decides, or what happens to tools that no rule names
     */
    public Ruling tool(String server, String tool) {
        return server(server).tool(tool);
    }

    /**
     * Whether a prompt may be seen and got.
     *
     * @param server the server's name
     * @param prompt the prompt's name; one longer than 4,096 characters is refused
     * @return the rule that decides, or what happens to prompts that no rule names
     */
    public Ruling prompt(String server, String prompt) {
        return server(server).prompt(prompt);
    }

    /**
     * Whether a resource may be seen, read and subscribed to.
     *
     * @param server the server's name
     * @param uri the resource's URI; one longer than 4,096 characters is refused
     * @return the rule that decides, or what happens to resources that no rule names
     */
    public Ruling resource(String server, String uri) {
        return server(server).resource(uri);
    }

    /** {@return what happens to what inspection finds, where nothing else is said for a server} */
    public InspectPolicy inspect() {
        return inspect;
    }

    /**
     * What happens to what inspection finds in messages of a server. What is said for one server may be laxer than what
     * is said for all, so it holds only for a server that runs as the command or at the endpoint that the policy names,
     * if it names one.
     *
     * @param server the server as it is used
     * @return what is said for all, with what is said for it alone over it
     */
    public InspectPolicy inspect(Server server) {
        ServerPolicy listed = servers.get(server.name());
        return listed == null || !Admission.isTheOne(preset, listed, server) ? inspect : listed.inspect(inspect);
    }

    /**
     * What happens to what inspection finds in messages of a server that is the one it lists under this name.
     *
     * @param server the server's name
     * @return what is said for all, with what is said for it alone over it
     */
    public InspectPolicy inspect(String server) {
        return server(server).inspect(inspect);
    }

    /** {@return what happens to secrets and personal data, where nothing else is said for a server} */
    public DataPolicy data() {
        return data;
    }

    /**
     * What happens to secrets and personal data on their way to and from a server.
     *
     * @param server the server at the other end; what is said of the one with its name counts only if it is that one
     * @return the treatment of each class
     */
    public DataPolicy data(Server server) {
        ServerPolicy listed = servers.get(server.name());
        return listed == null || !Admission.isTheOne(preset, listed, server) ? data : listed.data(data);
    }

    /** {@return how definitions are held to what was approved} */
    public PinPolicy pin() {
        return pin;
    }

    /** {@return what happens to names that look like others} */
    public NamesPolicy names() {
        return names;
    }

    /** {@return under which names the model sees tools and prompts} */
    public Exposure exposedNames() {
        return exposedNames;
    }

    /** {@return how thoroughly decisions are recorded} */
    public AuditPolicy audit() {
        return audit;
    }

    /** {@return how long and how much may wait for people} */
    public ApprovalPolicy approval() {
        return approval;
    }

    /** {@return how much a server may send and how long it may take} */
    public LimitsPolicy limits() {
        return limits;
    }

    /** {@return the interceptors whose mode it sets, by name, sorted; a guard without one of them must not start} */
    public Map<String, Interceptor.Mode> interceptors() {
        return interceptors;
    }

    /**
     * Whether the outcome of an interceptor takes effect.
     *
     * @param interceptor the interceptor
     * @return {@code AUDIT} if this policy only records, else what it says of the interceptor, else the interceptor's own
     */
    public Interceptor.Mode modeOf(Interceptor interceptor) {
        return mode == Interceptor.Mode.AUDIT
                ? Interceptor.Mode.AUDIT
                : interceptors.getOrDefault(interceptor.name(), interceptor.mode());
    }

    /** What it means, as JSON: presets resolved, without the places things stand at. */
    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("version", 1);
        tree.put("extends", preset.key());
        tree.put("mode", mode.name().toLowerCase(Locale.ROOT));
        var listed = new TreeMap<String, Object>();
        servers.forEach((name, server) -> {
            Map<String, Object> said = server.tree();
            InspectPolicy own = server.inspect(inspect);
            if (!own.equals(inspect)) {
                said.put("inspect", own.tree());
            }
            DataPolicy ownData = server.data(data);
            if (!ownData.equals(data)) {
                said.put("data", ownData.tree());
            }
            listed.put(name, said);
        });
        tree.put("servers", listed);
        tree.put("inspect", inspect.tree());
        tree.put("data", data.tree());
        tree.put("pin", pin.tree());
        Map<String, Object> naming = new LinkedHashMap<>(names.tree());
        naming.put("exposed", exposedNames.key());
        tree.put("names", naming);
        tree.put("audit", audit.tree());
        tree.put("approval", approval.tree());
        tree.put("limits", limits.tree());
        var modes = new TreeMap<String, Object>();
        interceptors.forEach((name, value) -> modes.put(name, value.name().toLowerCase(Locale.ROOT)));
        tree.put("interceptors", modes);
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Policy that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** {@return origin and digest} */
    @Override
    public String toString() {
        return "policy from " + origin + ", sha256 " + digest;
    }

    private static Ruling unlisted(Preset preset, boolean noneListed) {
        return switch (preset) {
            case OBSERVE ->
                new Ruling(Effect.ALLOW, preset.asRule(), "the server is not listed, which is recorded only");
            case BALANCED ->
                noneListed
                        ? new Ruling(Effect.ALLOW, preset.asRule(), "no server is listed, so that each may be used")
                        : new Ruling(Effect.REFUSE, preset.asRule(), "the server is not listed");
            case STRICT -> new Ruling(Effect.REFUSE, preset.asRule(), "the server is not listed");
        };
    }

    private Policy change(Consumer<Draft> change) {
        var draft = new Draft(preset);
        draft.origin = origin.equals(preset.asRule()) ? Checks.BUILDER : origin;
        draft.mode = mode;
        draft.servers.putAll(servers);
        draft.inspect = inspect;
        draft.data = data;
        draft.pin = pin;
        draft.names = names;
        draft.exposedNames = exposedNames;
        draft.audit = audit;
        draft.approval = approval;
        draft.limits = limits;
        draft.interceptors.putAll(interceptors);
        change.accept(draft);
        return draft.build();
    }

    /** A policy in the making. */
    static final class Draft {

        final Preset preset;
        final Map<String, ServerPolicy> servers = new LinkedHashMap<>();
        final Map<String, Interceptor.Mode> interceptors = new TreeMap<>();
        String origin;
        Interceptor.Mode mode;
        InspectPolicy inspect;
        DataPolicy data;
        PinPolicy pin;
        NamesPolicy names;
        Exposure exposedNames = Exposure.BARE;
        AuditPolicy audit = AuditPolicy.usual();
        ApprovalPolicy approval = ApprovalPolicy.usual();
        LimitsPolicy limits = LimitsPolicy.usual();

        Draft(Preset preset) {
            this.preset = preset;
            this.origin = preset.asRule();
            this.mode = preset == Preset.OBSERVE ? Interceptor.Mode.AUDIT : Interceptor.Mode.ENFORCE;
            this.inspect = InspectPolicy.of(preset);
            this.data = DataPolicy.of(preset);
            this.pin = PinPolicy.of(preset);
            this.names = NamesPolicy.of(preset);
        }

        Policy build() {
            return new Policy(this);
        }
    }
}
