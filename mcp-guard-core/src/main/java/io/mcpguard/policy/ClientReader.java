package io.mcpguard.policy;

import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.policy.Values.Listed;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reads what the policy file says about what a server may ask of the client. A feature is one word, such as
 * {@code sampling: refuse}, or a mapping whose {@code effect} is that word.
 */
final class ClientReader {

    private final Section section;
    private final ClientAccess access;
    private final BiFunction<Section, String, String> where;

    /**
     * @param where the place of a key of a section, with file and line
     */
    ClientReader(Section section, ClientAccess access, BiFunction<Section, String, String> where) {
        this.section = section;
        this.access = access;
        this.where = where;
    }

    void read() {
        feature(ClientFeature.SAMPLING, this::sampling);
        feature(ClientFeature.ELICITATION, this::elicitation);
        feature(
                ClientFeature.ROOTS,
                roots -> roots.texts(
                        "only",
                        ClientAccess.MAX_ENTRIES,
                        true,
                        RootScope::fault,
                        only -> access.onlyRoots(texts(only), where.apply(roots, "only"))));
        effect(section, ClientFeature.OTHER.key(), ClientFeature.OTHER);
        effect(section, ClientFeature.OTHER_NOTIFICATIONS.key(), ClientFeature.OTHER_NOTIFICATIONS);
        section.bool("error_text", pass -> access.errorText = new Setting<>(pass, where.apply(section, "error_text")));
        section.section("per_minute", this::rates);
    }

    private void feature(ClientFeature feature, Consumer<Section> details) {
        if (!section.isMapping(feature.key())) {
            effect(section, feature.key(), feature);
            return;
        }
        section.section(feature.key(), inner -> {
            effect(inner, "effect", feature);
            details.accept(inner);
        });
    }

    private void effect(Section in, String key, ClientFeature feature) {
        in.choice(
                key,
                feature.effects(),
                ClientReader::word,
                effect -> access.feature(feature, effect, where.apply(in, key)));
    }

    private void sampling(Section sampling) {
        sampling.number(
                "max_tokens",
                ClientAccess.MAX_TOKENS,
                most -> access.maxTokens = new Setting<>((int) most, where.apply(sampling, "max_tokens")));
        sampling.texts(
                "models",
                ClientAccess.MAX_ENTRIES,
                true,
                Names::glob,
                globs -> access.models(texts(globs), where.apply(sampling, "models")));
        sampling.choice(
                "include_context",
                List.of(IncludeContext.values()),
                IncludeContext::key,
                context -> access.includeContext = new Setting<>(context, where.apply(sampling, "include_context")));
        effect(sampling, "tools", setting -> access.samplingTools = setting);
    }

    private void elicitation(Section elicitation) {
        effect(elicitation, "secrets", setting -> access.secrets = setting);
        elicitation.texts(
                "url_origins",
                ClientAccess.MAX_ENTRIES,
                true,
                Origins::fault,
                origins -> access.urlOrigins(texts(origins), where.apply(elicitation, "url_origins")));
        effect(elicitation, "other_origins", setting -> access.otherOrigins = setting);
        elicitation.bool(
                "show_server",
                show -> access.showServer = new Setting<>(show, where.apply(elicitation, "show_server")));
    }

    private void effect(Section in, String key, Consumer<Setting<Effect>> to) {
        in.choice(
                key,
                List.of(Effect.values()),
                ClientReader::word,
                effect -> to.accept(new Setting<>(effect, where.apply(in, key))));
    }

    private void rates(Section rates) {
        for (Notice notice : Notice.values()) {
            rates.number(
                    notice.key(),
                    notice.range(),
                    most -> access.perMinute.put(notice, new Setting<>((int) most, where.apply(rates, notice.key()))));
        }
    }

    private static List<String> texts(List<Listed> listed) {
        return listed.stream().map(Listed::text).toList();
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
