package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.policy.Ruling.Effect;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one server may ask of the client, and how much it may say unasked. Immutable; made by {@link ClientAccess}. */
public final class ClientPolicy {

    private final Map<ClientFeature, Ruling> features;
    private final Setting<Integer> maxTokens;
    private final @Nullable Setting<List<Glob>> models;
    private final Setting<IncludeContext> includeContext;
    private final Setting<Effect> samplingTools;
    private final Setting<Effect> secrets;
    private final @Nullable Setting<List<String>> urlOrigins;
    private final Setting<Effect> otherOrigins;
    private final Setting<Boolean> showServer;
    private final @Nullable Setting<RootScope> roots;
    private final Setting<Boolean> errorText;
    private final Map<Notice, Setting<Integer>> perMinute;

    ClientPolicy(ClientAccess access, Preset preset) {
        features = new EnumMap<>(access.features);
        for (ClientFeature feature : ClientFeature.values()) {
            features.putIfAbsent(feature, feature.usual(preset));
        }
        boolean strict = preset == Preset.STRICT;
        boolean observe = preset == Preset.OBSERVE;
        String rule = preset.asRule();
        maxTokens = or(access.maxTokens, (int) ClientAccess.MAX_TOKENS.usual(), rule);
        models = access.models;
        includeContext = or(access.includeContext, strict ? IncludeContext.NONE : IncludeContext.THIS_SERVER, rule);
        samplingTools = or(access.samplingTools, strict ? Effect.REFUSE : Effect.ALLOW, rule);
        secrets = or(access.secrets, Effect.REFUSE, rule);
        urlOrigins = access.urlOrigins;
        otherOrigins = or(access.otherOrigins, strict ? Effect.REFUSE : observe ? Effect.ALLOW : Effect.ASK, rule);
        showServer = or(access.showServer, !observe, rule);
        roots = access.roots;
        errorText = or(access.errorText, false, rule);
        perMinute = new EnumMap<>(Notice.class);
        for (Notice notice : Notice.values()) {
            perMinute.put(
                    notice,
                    or(access.perMinute.get(notice), (int) notice.range().usual(), rule));
        }
    }

    private ClientPolicy(ClientPolicy usual, Ruling always) {
        features = new EnumMap<>(ClientFeature.class);
        for (ClientFeature feature : ClientFeature.values()) {
            features.put(feature, always);
        }
        maxTokens = usual.maxTokens;
        models = usual.models;
        includeContext = usual.includeContext;
        samplingTools = usual.samplingTools;
        secrets = usual.secrets;
        urlOrigins = usual.urlOrigins;
        otherOrigins = usual.otherOrigins;
        showServer = usual.showServer;
        roots = usual.roots;
        errorText = usual.errorText;
        perMinute = usual.perMinute;
    }

    /** One answer to whatever is asked. */
    ClientPolicy always(Ruling ruling) {
        return new ClientPolicy(this, ruling);
    }

    private static <T> Setting<T> or(@Nullable Setting<T> own, T usual, String rule) {
        return own == null ? new Setting<>(usual, rule) : own;
    }

    /**
     * Whether the server may ask this at all.
     *
     * @param feature what it asks
     * @return allowed, asked about or refused
     */
    public Ruling feature(ClientFeature feature) {
        return requireNonNull(features.get(feature), "feature");
    }

    /** {@return how many tokens sampling may ask for; more is cut to as many} */
    public Setting<Integer> maxTokens() {
        return maxTokens;
    }

    /** {@return where it stands which models sampling may ask for; empty if it may ask for any} */
    public Optional<String> modelsRule() {
        return Optional.ofNullable(models).map(Setting::rule);
    }

    /**
     * Whether sampling may ask for a model.
     *
     * @param hint a model hint
     * @return whether it may
     */
    public boolean allowsModel(String hint) {
        return models == null
                || (hint.length() <= NameRules.MAX_NAME
                        && models.value().stream().anyMatch(glob -> glob.matches(hint)));
    }

    /** {@return whose context sampling may ask for; more is cut to this} */
    public Setting<IncludeContext> includeContext() {
        return includeContext;
    }

    /** {@return whether sampling may bring tools for the client's model} */
    public Setting<Effect> samplingTools() {
        return samplingTools;
    }

    /** {@return what happens to a form with fields for passwords, keys, card numbers and their like} */
    public Setting<Effect> secrets() {
        return secrets;
    }

    /** {@return the origins that elicitation may send the user to; empty: the origin of the server itself} */
    public Optional<Setting<List<String>>> urlOrigins() {
        return Optional.ofNullable(urlOrigins);
    }

    /** {@return what happens to elicitation that sends the user elsewhere} */
    public Setting<Effect> otherOrigins() {
        return otherOrigins;
    }

    /** {@return whether messages to the user are made to say which server asks} */
    public Setting<Boolean> showServer() {
        return showServer;
    }

    /** {@return where it stands which roots the server may be told of; empty if it may be told of all} */
    public Optional<String> rootsRule() {
        return Optional.ofNullable(roots).map(Setting::rule);
    }

    /**
     * Whether the server may be told of a root.
     *
     * @param uri the root's URI
     * @return whether it may
     */
    public boolean allowsRoot(String uri) {
        return roots == null || roots.value().covers(uri);
    }

    /** {@return whether the server gets the text of the client's errors, which may tell of the client's inside} */
    public Setting<Boolean> errorText() {
        return errorText;
    }

    /**
     * How many notifications the server may send.
     *
     * @param notice their kind
     * @return how many a minute, and how many at once
     */
    public Setting<Integer> perMinute(Notice notice) {
        return requireNonNull(perMinute.get(notice), "notice");
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        features.forEach((feature, ruling) -> tree.put(feature.key(), word(ruling.effect())));
        tree.put("max_tokens", maxTokens.value());
        if (models != null) {
            tree.put(
                    "models",
                    List.copyOf(new TreeSet<>(
                            models.value().stream().map(Glob::text).toList())));
        }
        tree.put("include_context", includeContext.value().key());
        tree.put("sampling_tools", word(samplingTools.value()));
        tree.put("secrets", word(secrets.value()));
        if (urlOrigins != null) {
            tree.put("url_origins", List.copyOf(new TreeSet<>(urlOrigins.value())));
        }
        tree.put("other_origins", word(otherOrigins.value()));
        tree.put("show_server", showServer.value());
        if (roots != null) {
            tree.put("only_roots", List.copyOf(new TreeSet<>(roots.value().texts())));
        }
        tree.put("error_text", errorText.value());
        var rates = new LinkedHashMap<String, Object>();
        perMinute.forEach((notice, rate) -> rates.put(notice.key(), rate.value()));
        tree.put("per_minute", rates);
        return tree;
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ClientPolicy that && tree().equals(that.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
