package io.mcpguard.policy;

import io.mcpguard.api.flow.Label;
import io.mcpguard.identity.Assurance;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the policy says about one server. Immutable. */
public final class ServerPolicy {

    private static final Ruling CLIMBS =
            new Ruling(Ruling.Effect.REFUSE, "bounds", "its URI has segments . or .., which rules cannot see through");

    private final List<String> command;
    private final @Nullable URI url;
    private final Set<String> env;
    private final List<Labelled> labels;
    private final ClientPolicy client;
    private final NameRules tools;
    private final NameRules prompts;
    private final NameRules resources;
    private final String identityRule;
    private final Setting<Assurance> assurance;
    private final boolean pinsFiles;
    private final Set<String> tlsKeys;
    private final String sameAs;
    /** What is said of its inspection alone. */
    private final InspectPolicy inspect;
    /** What is said of its data alone. */
    private final DataPolicy data;

    ServerPolicy(
            List<String> command,
            @Nullable URI url,
            Set<String> env,
            List<Labelled> labels,
            ClientPolicy client,
            NameRules tools,
            NameRules prompts,
            NameRules resources,
            String identityRule,
            Setting<Assurance> assurance,
            boolean pinsFiles,
            Set<String> tlsKeys,
            String sameAs,
            InspectPolicy inspect,
            DataPolicy data) {
        this.command = List.copyOf(command);
        this.url = url;
        this.env = env;
        this.labels = List.copyOf(labels);
        this.client = client;
        this.tools = tools;
        this.prompts = prompts;
        this.resources = resources;
        this.identityRule = identityRule;
        this.assurance = assurance;
        this.pinsFiles = pinsFiles;
        this.tlsKeys = tlsKeys;
        this.sameAs = sameAs;
        this.inspect = inspect;
        this.data = data;
    }

    /** {@return the program and its arguments that it has to run as, empty if the policy does not say} */
    public List<String> command() {
        return command;
    }

    /** {@return the endpoint it has to be reached at, empty if the policy does not say} */
    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** {@return how much has to be known at least of what its command starts, and the line that says so} */
    public Setting<Assurance> assurance() {
        return assurance;
    }

    /** {@return whether pins hold for the files that its command starts, and do not only record them} */
    public boolean pinsFiles() {
        return pinsFiles;
    }

    /** {@return the public keys of which the server has to have one, as in RFC 7469, sorted; empty if any will do} */
    public Set<String> tlsKeys() {
        return tlsKeys;
    }

    /** {@return the names of the environment variables that a child process gets from the application, sorted} */
    public Set<String> env() {
        return env;
    }

    /**
     * What a tool reads and does.
     *
     * @param tool its name
     * @return the labels of every glob that matches it, may be empty
     */
    public Set<Label> labels(String tool) {
        if (labels.isEmpty() || tool.length() > NameRules.MAX_NAME) {
            return Set.of();
        }
        var found = EnumSet.noneOf(Label.class);
        for (Labelled labelled : labels) {
            if (labelled.glob().matches(tool)) {
                found.addAll(labelled.labels());
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /**
     * Whether the server may ask this of the client.
     *
     * @param feature what it asks
     * @return whether it may
     */
    public boolean may(ClientFeature feature) {
        return client(feature).effect() == Ruling.Effect.ALLOW;
    }

    /**
     * Whether the server may ask this of the client, and where that stands.
     *
     * @param feature what it asks
     * @return allowed, asked about or refused
     */
    public Ruling client(ClientFeature feature) {
        return client.feature(feature);
    }

    /** {@return what the server may ask of the client, in detail} */
    public ClientPolicy client() {
        return client;
    }

    /** {@return the server that it is another instance of, empty if the policy does not say} */
    public Optional<String> sameAs() {
        return sameAs.isEmpty() ? Optional.empty() : Optional.of(sameAs);
    }

    /** {@return the tools that a rule without wildcards allows, or allows after asking: the policy gives it their names} */
    public Set<String> namedTools() {
        return tools.named();
    }

    /** {@return the prompts that a rule without wildcards allows} */
    public Set<String> namedPrompts() {
        return prompts.named();
    }

    /** What is said of its inspection alone, over what is said of all. */
    InspectPolicy inspect(InspectPolicy general) {
        return inspect.over(general);
    }

    /** What is said of its data alone, over what is said of all. */
    DataPolicy data(DataPolicy general) {
        return data.over(general);
    }

    Ruling tool(String name) {
        return tools.of(name);
    }

    Ruling prompt(String name) {
        return prompts.of(name);
    }

    /** Rules see the text of a URI, and {@code file:///docs/../etc} starts like an allowed one. */
    Ruling resource(String uri) {
        return resources.isEmpty() || !Names.climbs(uri) ? resources.of(uri) : CLIMBS;
    }

    /** Where the identity stands, else the server itself. */
    String identityRule() {
        return identityRule;
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        if (!command.isEmpty()) {
            tree.put("command", command);
        }
        if (url != null) {
            tree.put("url", Names.normalized(url));
        }
        var identity = new LinkedHashMap<String, Object>();
        identity.put("assurance", assurance.value().key());
        identity.put("files", pinsFiles ? "pinned" : "recorded");
        tree.put("identity", identity);
        tree.put("tls", Map.of("spki", List.copyOf(tlsKeys)));
        if (!sameAs.isEmpty()) {
            tree.put("same_as", sameAs);
        }
        tree.put("env", List.copyOf(env));
        tree.put("tools", tools.tree());
        tree.put("prompts", prompts.tree());
        tree.put("resources", resources.tree());
        var labelled = new TreeMap<String, Object>();
        labels.forEach(entry -> labelled.put(
                entry.glob().text(), entry.labels().stream().map(LabelKey::of).toList()));
        tree.put("labels", labelled);
        tree.put("client", client.tree());
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ServerPolicy that
                && tree().equals(that.tree())
                && inspect.equals(that.inspect)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }

    /** A server that is not listed, and what happens to everything it has. */
    static ServerPolicy unlisted(Preset preset, Ruling ruling) {
        var usual = new ClientPolicy(new ClientAccess("client", Checks.BUILDER), preset);
        ClientPolicy client = ruling.effect() == Ruling.Effect.ALLOW ? usual : usual.always(ruling);
        NameRules rules = NameRules.always(ruling);
        return new ServerPolicy(
                List.of(),
                null,
                Set.of(),
                List.of(),
                client,
                rules,
                rules,
                rules,
                ruling.rule(),
                new Setting<>(Assurance.NAME, preset.asRule()),
                preset == Preset.STRICT,
                Set.of(),
                "",
                InspectPolicy.of(preset),
                DataPolicy.of(preset));
    }

    /** The labels of the tools that a glob matches. */
    record Labelled(Glob glob, EnumSet<Label> labels) {}
}
