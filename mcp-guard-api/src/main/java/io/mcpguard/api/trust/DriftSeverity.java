package io.mcpguard.api.trust;

/** How grave it is that a definition changed after it was trusted, from little to much. May gain constants. */
public enum DriftSeverity {
    /** Nothing changed. */
    NONE,
    /** Rewording, typos, an optional parameter that asks for nothing special: what honest servers do in every release. */
    BENIGN,
    /** It may be honest, and a person should look: another meaning, a looser schema, words that were not there before. */
    SUSPICIOUS,
    /** What a rug pull does: a new order to the model, a new address, a parameter that asks for context or secrets, a weaker hint. */
    CRITICAL;

    /**
     * The graver of two.
     *
     * @param other the other
     * @return this if it is as grave, else the other
     */
    public DriftSeverity or(DriftSeverity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
