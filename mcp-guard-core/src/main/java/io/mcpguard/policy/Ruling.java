package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

/** What the policy says about one server, tool, prompt or resource, with the line that decided. Immutable. */
public final class Ruling {

    private final Effect effect;
    private final String rule;
    private final String reason;

    Ruling(Effect effect, String rule, String reason) {
        this.effect = requireNonNull(effect, "effect");
        this.rule = requireNonNull(rule, "rule");
        this.reason = requireNonNull(reason, "reason");
    }

    /**
     * A refusal that no line of the policy decided.
     *
     * @param rule what decided
     * @param reason why, for people, without a full stop
     * @return the refusal
     */
    public static Ruling refusal(String rule, String reason) {
        return new Ruling(Effect.REFUSE, rule, reason);
    }

    /** {@return what is to happen} */
    public Effect effect() {
        return effect;
    }

    /**
     * {@return where it stands} {@code mcp-guard.yaml:12 servers.files.tools.deny[0] "delete_*"}, or with
     * {@code builder} in place of file and line, or {@code preset balanced}.
     */
    public String rule() {
        return rule;
    }

    /** {@return why, in a fixed text without a word of the server's, without a full stop} */
    public String reason() {
        return reason;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Ruling that
                && effect == that.effect
                && rule.equals(that.rule)
                && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * effect.hashCode() + rule.hashCode()) + reason.hashCode();
    }

    /** {@return effect, rule and reason in one line} */
    @Override
    public String toString() {
        return effect + " " + rule + ": " + reason;
    }

    /** What is to happen. From harsh to mild: where several rules match, the first of these decides. */
    public enum Effect {
        /** It is refused. */
        REFUSE,
        /** It needs an approval. */
        ASK,
        /** It is allowed. */
        ALLOW
    }
}
