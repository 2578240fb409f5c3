package io.mcpguard.policy;

import io.mcpguard.policy.Ruling.Effect;
import java.util.List;
import java.util.Locale;

/** What a server may ask of the client, as far as the client declared it. May gain constants. */
public enum ClientFeature {
    /** To run the client's model: {@code sampling/createMessage}. */
    SAMPLING,
    /** To question the user: {@code elicitation/create}. */
    ELICITATION,
    /** To learn the client's directories: {@code roots/list}. */
    ROOTS,
    /** Requests that MCP does not define, {@code ping} aside, which is always allowed. */
    OTHER,
    /** Notifications that MCP does not define. Nobody is asked about them. */
    OTHER_NOTIFICATIONS;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What can be said of it. */
    List<Effect> effects() {
        return this == OTHER_NOTIFICATIONS ? List.of(Effect.ALLOW, Effect.REFUSE) : List.of(Effect.values());
    }

    /** What the preset says of it. */
    Ruling usual(Preset preset) {
        boolean refused = this == OTHER || preset == Preset.STRICT;
        return refused
                ? new Ruling(Effect.REFUSE, preset.asRule(), preset.key() + " refuses " + key())
                : new Ruling(Effect.ALLOW, preset.asRule(), "allowed as far as the client declared it");
    }
}
