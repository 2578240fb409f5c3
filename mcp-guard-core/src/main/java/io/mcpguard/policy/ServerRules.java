package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.flow.Label;
import io.mcpguard.identity.Assurance;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Ruling.Effect;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a policy says about one server. Used inside {@link Policy#server(String, java.util.function.Consumer)};
 * not thread-safe, and of no use afterwards. Methods that take several values add to what is there. Everything that is
 * wrong throws a {@link PolicyException}.
 *
 * <p>Globs: {@code *} is any run of characters, {@code ?} one character, all else is itself, case included. Deny wins
 * over approve, approve over allow. With a list of what is allowed, all else is refused.
 */
public final class ServerRules {

    private final String path;
    private final NameRules.Builder tools = new NameRules.Builder();
    private final NameRules.Builder prompts = new NameRules.Builder();
    private final NameRules.Builder resources = new NameRules.Builder();
    private final TreeSet<String> env = new TreeSet<>();
    private final Map<String, EnumSet<Label>> labels = new TreeMap<>();
    private final ClientAccess client;
    private List<String> command = List.of();
    private @Nullable URI url;
    private String identityRule;
    private @Nullable Setting<Assurance> assurance;
    private @Nullable Boolean pinsFiles;
    private final TreeSet<String> tlsKeys = new TreeSet<>();
    private String sameAs = "";
    private final List<UnaryOperator<InspectPolicy>> inspections = new ArrayList<>();
    private final List<UnaryOperator<DataPolicy>> exposures = new ArrayList<>();

    /**
     * @param path the place in the policy
     * @param where the place with file and line
     */
    ServerRules(String path, String where) {
        this.path = path;
        this.client = new ClientAccess(path + ".client", Checks.BUILDER);
        this.identityRule = where;
    }

    /**
     * The program it has to run as, with exactly these arguments.
     *
     * @param commandLine the program and its arguments
     * @return this
     */
    public ServerRules command(String... commandLine) {
        if (commandLine.length == 0) {
            throw new Fault("no program", "write the program and its arguments").inBuilder(path + ".command");
        }
        for (int i = 0; i < commandLine.length; i++) {
            check(
                    i == 0 ? Names.program(commandLine[i]) : Names.argument(commandLine[i]),
                    path + ".command[" + i + "]");
        }
        return command(List.of(commandLine), Checks.BUILDER + " " + path + ".command");
    }

    /**
     * The endpoint it has to be reached at.
     *
     * @param url an http or https URL; the case of scheme and host, the default port and a last slash make no
     *     difference
     * @return this
     */
    public ServerRules url(String url) {
        check(Names.url(url), path + ".url");
        return url(URI.create(url), Checks.BUILDER + " " + path + ".url");
    }

    /**
     * How much has to be known of what its command starts; a server of which less is known is refused.
     *
     * @param least the least; without it a name is enough
     * @return this
     */
    public ServerRules assurance(Assurance least) {
        return assurance(requireNonNull(least, "least"), Checks.BUILDER + " " + path + ".identity.assurance");
    }

    /**
     * Whether pins hold for the files that its command starts as they were, so that a changed file is another server, or
     * record their digests and report a change.
     *
     * @param pinned true to hold; without it {@code strict} holds and the other presets record
     * @return this
     */
    public ServerRules pinFiles(boolean pinned) {
        pinsFiles = pinned;
        return this;
    }

    /**
     * Pins the server to public keys, beside the usual checks of its certificate: one of these has to be that of its
     * certificate, or of one that signed it. List a backup key, or the day it is rotated nothing can be reached.
     *
     * @param keys as in RFC 7469, {@code sha256/} and the base64 SHA-256 of the SubjectPublicKeyInfo
     * @return this
     */
    public ServerRules tlsKeys(String... keys) {
        for (String key : keys) {
            check(Names.tlsKey(key), path + ".tls.spki[" + tlsKeys.size() + "]");
            tlsKeys.add(key);
        }
        return this;
    }

    /**
     * Says that it is another instance of a server, as a test system is of the real one: their tools may have the same
     * names and descriptions.
     *
     * @param server the name of the other; all that name the same one belong together
     * @return this
     */
    public ServerRules sameAs(String server) {
        check(Names.server(server), path + ".same_as");
        sameAs = server;
        return this;
    }

    /**
     * The environment variables that a child process gets from the application, beside the few that every child gets.
     *
     * @param names their names
     * @return this
     */
    public ServerRules env(String... names) {
        for (String name : names) {
            check(Names.variable(name), path + ".env[" + env.size() + "]");
            env.add(name);
        }
        return this;
    }

    /**
     * Allows tools, and refuses all that no rule names.
     *
     * @param globs globs of tool names; none at all allows none
     * @return this
     */
    public ServerRules allowTools(String... globs) {
        return add(tools, Effect.ALLOW, "tools.allow", globs);
    }

    /**
     * Holds calls of tools until somebody approved them.
     *
     * @param globs globs of tool names
     * @return this
     */
    public ServerRules approveTools(String... globs) {
        return add(tools, Effect.ASK, "tools.ask", globs);
    }

    /**
     * Hides tools and refuses their calls.
     *
     * @param globs globs of tool names
     * @return this
     */
    public ServerRules denyTools(String... globs) {
        return add(tools, Effect.REFUSE, "tools.deny", globs);
    }

    /**
     * What happens to tools that no rule names. Without it they are refused if there is an allowlist or the preset is
     * {@code strict}, else allowed.
     *
     * @param effect what happens
     * @return this
     */
    public ServerRules otherTools(Effect effect) {
        tools.otherwise(requireNonNull(effect, "effect"), Checks.BUILDER + " " + path + ".tools.otherwise");
        return this;
    }

    /**
     * Allows prompts, and refuses all that no rule names.
     *
     * @param globs globs of prompt names; none at all allows none
     * @return this
     */
    public ServerRules allowPrompts(String... globs) {
        return add(prompts, Effect.ALLOW, "prompts.allow", globs);
    }

    /**
     * Hides prompts and refuses to get them.
     *
     * @param globs globs of prompt names
     * @return this
     */
    public ServerRules denyPrompts(String... globs) {
        return add(prompts, Effect.REFUSE, "prompts.deny", globs);
    }

    /**
     * Allows resources, and refuses all that no rule names.
     *
     * @param globs globs of resource URIs, where {@code *} also crosses slashes; none at all allows none
     * @return this
     */
    public ServerRules allowResources(String... globs) {
        return add(resources, Effect.ALLOW, "resources.allow", globs);
    }

    /**
     * Hides resources and refuses to read them. A server may know one resource by several URIs: prefer to allow.
     *
     * @param globs globs of resource URIs, where {@code *} also crosses slashes
     * @return this
     */
    public ServerRules denyResources(String... globs) {
        return add(resources, Effect.REFUSE, "resources.deny", globs);
    }

    /**
     * Says what tools read and do.
     *
     * @param tools a glob of tool names
     * @param labels what they read and do, added to what other globs say of the same tool
     * @return this
     */
    public ServerRules labels(String tools, Label... labels) {
        check(Names.glob(tools), Checks.member(path + ".tools.labels", tools));
        for (Label label : labels) {
            label(tools, label);
        }
        return this;
    }

    /**
     * Lets the server ask this of the client, as far as the client declared it.
     *
     * @param features what it may ask
     * @return this
     */
    public ServerRules allowClient(ClientFeature... features) {
        for (ClientFeature feature : features) {
            client.feature(feature, Effect.ALLOW, Checks.BUILDER + " " + path + ".client." + feature.key());
        }
        return this;
    }

    /**
     * Refuses when the server asks this of the client.
     *
     * @param features what it may not ask
     * @return this
     */
    public ServerRules refuseClient(ClientFeature... features) {
        for (ClientFeature feature : features) {
            client.feature(feature, Effect.REFUSE, Checks.BUILDER + " " + path + ".client." + feature.key());
        }
        return this;
    }

    /**
     * Says what the server may ask of the client in detail.
     *
     * @param access told what it may
     * @return this
     */
    public ServerRules client(Consumer<? super ClientAccess> access) {
        access.accept(client);
        return this;
    }

    /**
     * What happens to what inspection finds in its messages. What is not said here is as the policy has it for all
     * servers; settings of rules are asked before those for all.
     *
     * @param change applied to an inspection of which nothing is said yet
     * @return this
     */
    public ServerRules inspect(UnaryOperator<InspectPolicy> change) {
        inspections.add(change);
        return this;
    }

    /**
     * Says what happens to secrets and personal data on their way to and from this server.
     *
     * @param change of what is said so far of this server
     * @return this
     */
    public ServerRules data(UnaryOperator<DataPolicy> change) {
        exposures.add(change);
        return this;
    }

    private ServerRules add(NameRules.Builder rules, Effect effect, String key, String... globs) {
        String list = path + "." + key;
        if (effect == Effect.ALLOW) {
            rules.allowlist(Checks.BUILDER + " " + list);
        }
        for (String glob : globs) {
            String entry = list + "[" + rules.count(effect) + "]";
            check(Names.glob(glob), entry);
            rules.add(effect, glob, Checks.BUILDER + " " + entry + " " + Checks.quote(glob));
        }
        return this;
    }

    private static void check(@Nullable Fault fault, String path) {
        if (fault != null) {
            throw fault.inBuilder(path);
        }
    }

    // What the file's reader uses as well: values that have been checked, with the place they stand at.

    ServerRules command(List<String> commandLine, String where) {
        command = commandLine;
        identityRule = where;
        return this;
    }

    ServerRules url(URI endpoint, String where) {
        url = endpoint;
        identityRule = where;
        return this;
    }

    ServerRules assurance(Assurance least, String where) {
        assurance = new Setting<>(least, where);
        return this;
    }

    void data(DataPolicy said) {
        exposures.add(nothing -> said);
    }

    void inspect(InspectPolicy inspection) {
        inspections.add(nothing -> inspection);
    }

    void label(String glob, Label label) {
        labels.computeIfAbsent(glob, key -> EnumSet.noneOf(Label.class)).add(label);
    }

    ClientAccess client() {
        return client;
    }

    NameRules.Builder tools() {
        return tools;
    }

    NameRules.Builder prompts() {
        return prompts;
    }

    NameRules.Builder resources() {
        return resources;
    }

    /** What is wrong with it as a whole. */
    @Nullable
    Fault fault() {
        if (!command.isEmpty() && url != null) {
            return new Fault("both a command and a url", "remove one: a server is a child process or an endpoint");
        }
        if (url != null && !env.isEmpty()) {
            return new Fault("env for a server with a url", "remove env: only child processes get an environment");
        }
        if (url != null && (assurance != null || pinsFiles != null)) {
            return new Fault("identity for a server with a url", "remove identity: only commands start files");
        }
        if (!tlsKeys.isEmpty() && (url == null || !"https".equalsIgnoreCase(url.getScheme()))) {
            return new Fault("tls for a server without an https url", "remove tls, or write its url");
        }
        return null;
    }

    private InspectPolicy inspection(Preset preset, OwnRules own) {
        InspectPolicy inspection = InspectPolicy.of(preset, path + ".inspect").with(own);
        for (UnaryOperator<InspectPolicy> change : inspections) {
            inspection = change.apply(inspection);
        }
        return inspection.checked();
    }

    private DataPolicy exposure(Preset preset, DataExtras extras) {
        DataPolicy exposure = DataPolicy.of(preset, path + ".data").extras(extras);
        for (UnaryOperator<DataPolicy> change : exposures) {
            exposure = change.apply(exposure);
        }
        return exposure;
    }

    /** The rules of rule files and the own classes of data are those that its settings may name. */
    ServerPolicy build(Preset preset, OwnRules own, DataExtras extras) {
        return new ServerPolicy(
                command,
                url,
                Collections.unmodifiableSet(new TreeSet<>(env)),
                labels.entrySet().stream()
                        .map(entry ->
                                new ServerPolicy.Labelled(new Glob(entry.getKey()), EnumSet.copyOf(entry.getValue())))
                        .toList(),
                new ClientPolicy(client, preset),
                tools.build(preset),
                prompts.build(preset),
                resources.build(preset),
                identityRule,
                assurance == null ? new Setting<>(Assurance.NAME, preset.asRule()) : assurance,
                pinsFiles == null ? preset == Preset.STRICT : pinsFiles,
                Collections.unmodifiableSet(new TreeSet<>(tlsKeys)),
                sameAs,
                inspection(preset, own),
                exposure(preset, extras));
    }
}
