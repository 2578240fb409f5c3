package io.mcpguard.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** How thoroughly decisions are recorded. Immutable; each wither returns a copy. */
public final class AuditPolicy {

    private final boolean required;
    private final boolean payloads;

    private AuditPolicy(boolean required, boolean payloads) {
        this.required = required;
        this.payloads = payloads;
    }

    static AuditPolicy usual() {
        return new AuditPolicy(false, false);
    }

    /** {@return whether a request is sent only after its record is durable} */
    public boolean required() {
        return required;
    }

    /**
     * A copy that demands durable records or does not.
     *
     * @param required whether a request is sent only after its record is durable
     * @return the copy
     */
    public AuditPolicy required(boolean required) {
        return new AuditPolicy(required, payloads);
    }

    /** {@return whether records hold what was sent and received, rather than digests of it} */
    public boolean payloads() {
        return payloads;
    }

    /**
     * A copy that keeps payloads or does not.
     *
     * @param payloads whether records hold what was sent and received
     * @return the copy
     */
    public AuditPolicy payloads(boolean payloads) {
        return new AuditPolicy(required, payloads);
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("required", required);
        tree.put("payloads", payloads);
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof AuditPolicy that && required == that.required && payloads == that.payloads;
    }

    @Override
    public int hashCode() {
        return (required ? 2 : 0) + (payloads ? 1 : 0);
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
