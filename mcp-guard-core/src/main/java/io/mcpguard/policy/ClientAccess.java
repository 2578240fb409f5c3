package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Checks.Range;
import io.mcpguard.policy.Ruling.Effect;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a policy says about what one server may ask of the client. Used inside
 * {@link ServerRules#client(java.util.function.Consumer)}; not thread-safe, and of no use afterwards. What is not said
 * comes from the preset; what is said twice is as it was said last. Everything that is wrong throws a
 * {@link PolicyException}.
 */
public final class ClientAccess {

    static final Range MAX_TOKENS = new Range("client.sampling.max_tokens", 1, 1_000_000, 4_096);
    static final int MAX_ENTRIES = 100;

    final EnumMap<ClientFeature, Ruling> features = new EnumMap<>(ClientFeature.class);
    final EnumMap<Notice, Setting<Integer>> perMinute = new EnumMap<>(Notice.class);

    @Nullable
    Setting<Integer> maxTokens;

    @Nullable
    Setting<List<Glob>> models;

    @Nullable
    Setting<IncludeContext> includeContext;

    @Nullable
    Setting<Effect> samplingTools;

    @Nullable
    Setting<Effect> secrets;

    @Nullable
    Setting<List<String>> urlOrigins;

    @Nullable
    Setting<Effect> otherOrigins;

    @Nullable
    Setting<Boolean> showServer;

    @Nullable
    Setting<RootScope> roots;

    @Nullable
    Setting<Boolean> errorText;

    private final String path;
    private final String origin;

    /**
     * @param path the place in the policy
     * @param origin what rules start with, in place of file and line
     */
    ClientAccess(String path, String origin) {
        this.path = path;
        this.origin = origin;
    }

    /**
     * Whether the server may have the client's model run.
     *
     * @param effect allowed, asked about or refused
     * @return this
     */
    public ClientAccess sampling(Effect effect) {
        return feature(ClientFeature.SAMPLING, effect);
    }

    /**
     * How many tokens sampling may ask for. A request for more goes on with as many.
     *
     * @param tokens from 1 to a million; 4,096 if nothing is said
     * @return this
     */
    public ClientAccess maxTokens(int tokens) {
        Fault fault = MAX_TOKENS.fault(tokens);
        check(fault, "sampling.max_tokens");
        maxTokens = new Setting<>(tokens, where("sampling.max_tokens"));
        return this;
    }

    /**
     * The models sampling may ask for. Other hints are left out of the request; the client chooses then.
     *
     * @param globs globs of model hints; none at all leaves out every hint
     * @return this
     */
    public ClientAccess models(String... globs) {
        checkAll(globs, Names::glob, "sampling.models");
        return models(List.of(globs), where("sampling.models"));
    }

    /**
     * Whose context sampling may ask for. A request for more goes on with this.
     *
     * @param context {@code THIS_SERVER} if nothing is said, {@code NONE} under {@code strict}
     * @return this
     */
    public ClientAccess includeContext(IncludeContext context) {
        includeContext = new Setting<>(requireNonNull(context, "context"), where("sampling.include_context"));
        return this;
    }

    /**
     * Whether sampling may bring tools for the client's model to call.
     *
     * @param effect allowed, asked about or refused
     * @return this
     */
    public ClientAccess samplingTools(Effect effect) {
        samplingTools = new Setting<>(requireNonNull(effect, "effect"), where("sampling.tools"));
        return this;
    }

    /**
     * Whether the server may question the user.
     *
     * @param effect allowed, asked about or refused
     * @return this
     */
    public ClientAccess elicitation(Effect effect) {
        return feature(ClientFeature.ELICITATION, effect);
    }

    /**
     * What happens to a form that asks for passwords, keys, card numbers and their like. MCP forbids it to servers.
     *
     * @param effect refused if nothing is said
     * @return this
     */
    public ClientAccess secrets(Effect effect) {
        secrets = new Setting<>(requireNonNull(effect, "effect"), where("elicitation.secrets"));
        return this;
    }

    /**
     * Where elicitation may send the user.
     *
     * @param origins such as {@code https://auth.example.com}; if nothing is said, the origin of the server itself
     * @return this
     */
    public ClientAccess urlOrigins(String... origins) {
        checkAll(origins, Origins::fault, "elicitation.url_origins");
        return urlOrigins(List.of(origins), where("elicitation.url_origins"));
    }

    /**
     * What happens to elicitation that sends the user elsewhere.
     *
     * @param effect asked about if nothing is said, refused under {@code strict}
     * @return this
     */
    public ClientAccess otherOrigins(Effect effect) {
        otherOrigins = new Setting<>(requireNonNull(effect, "effect"), where("elicitation.other_origins"));
        return this;
    }

    /**
     * Whether messages to the user start with the name of the server that asks.
     *
     * @param show false for applications that show it themselves
     * @return this
     */
    public ClientAccess showServer(boolean show) {
        showServer = new Setting<>(show, where("elicitation.show_server"));
        return this;
    }

    /**
     * Whether the server may learn the client's roots.
     *
     * @param effect allowed, asked about or refused
     * @return this
     */
    public ClientAccess roots(Effect effect) {
        return feature(ClientFeature.ROOTS, effect);
    }

    /**
     * The roots the server may be told of. Others are left out of the client's answer.
     *
     * @param directories file URIs of directories; what lies below them is covered too
     * @return this
     */
    public ClientAccess onlyRoots(String... directories) {
        checkAll(directories, RootScope::fault, "roots.only");
        return onlyRoots(List.of(directories), where("roots.only"));
    }

    /**
     * What happens to requests that MCP does not define.
     *
     * @param effect refused if nothing is said
     * @return this
     */
    public ClientAccess other(Effect effect) {
        return feature(ClientFeature.OTHER, effect);
    }

    /**
     * What happens to notifications that MCP does not define.
     *
     * @param effect allowed or refused; refused under {@code strict} if nothing is said
     * @return this
     */
    public ClientAccess otherNotifications(Effect effect) {
        return feature(ClientFeature.OTHER_NOTIFICATIONS, effect);
    }

    /**
     * Whether the server gets the text of the client's errors. Without it, it gets the code and a fixed text.
     *
     * @param pass whether it does; false if nothing is said
     * @return this
     */
    public ClientAccess errorText(boolean pass) {
        errorText = new Setting<>(pass, where("error_text"));
        return this;
    }

    /**
     * How many notifications of a kind the server may send, in a minute and at once. The rest is dropped.
     *
     * @param notice the kind
     * @param most from 0 to a million
     * @return this
     */
    public ClientAccess perMinute(Notice notice, int most) {
        check(notice.range().fault(most), "per_minute." + notice.key());
        perMinute.put(notice, new Setting<>(most, where("per_minute." + notice.key())));
        return this;
    }

    // What the file's reader uses as well: values that have been checked, with the place they stand at.

    void feature(ClientFeature feature, Effect effect, String where) {
        String reason = switch (effect) {
            case REFUSE -> "refused by the policy";
            case ASK -> "needs approval";
            case ALLOW -> "allowed by the policy";
        };
        features.put(feature, new Ruling(effect, where, reason));
    }

    ClientAccess models(List<String> globs, String where) {
        models = new Setting<>(globs.stream().map(Glob::new).toList(), where);
        return this;
    }

    ClientAccess urlOrigins(List<String> origins, String where) {
        List<String> normalised = origins.stream()
                .map(text -> Origins.of(URI.create(text)).orElseThrow())
                .toList();
        urlOrigins = new Setting<>(normalised, where);
        return this;
    }

    ClientAccess onlyRoots(List<String> directories, String where) {
        roots = new Setting<>(new RootScope(directories), where);
        return this;
    }

    private ClientAccess feature(ClientFeature feature, Effect effect) {
        requireNonNull(effect, "effect");
        if (!feature.effects().contains(effect)) {
            check(new Fault("nobody is asked about " + feature.key(), "allow or refuse them"), feature.key());
        }
        feature(feature, effect, where(feature.key()));
        return this;
    }

    private String where(String key) {
        return origin + " " + path + "." + key;
    }

    private void checkAll(String[] texts, Function<String, @Nullable Fault> test, String key) {
        if (texts.length > MAX_ENTRIES) {
            check(new Fault("more than " + MAX_ENTRIES + " entries", "write fewer"), key);
        }
        var seen = new ArrayList<String>();
        for (String text : texts) {
            check(test.apply(text), key + "[" + seen.size() + "]");
            seen.add(text);
        }
    }

    private void check(@Nullable Fault fault, String key) {
        if (fault != null) {
            throw fault.inBuilder(path + "." + key);
        }
    }
}
