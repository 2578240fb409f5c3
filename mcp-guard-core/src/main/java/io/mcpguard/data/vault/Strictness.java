package io.mcpguard.data.vault;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hit;

/** How strictly classes are treated: 0 for what is at most recorded, and more the stricter. */
@FunctionalInterface
public interface Strictness {

    /**
     * Of a class.
     *
     * @param kind the class
     * @return 0 if its values are at most recorded
     */
    int of(DataClass kind);

    /** Of a value: one that is merely possible is recorded at most. */
    default int of(Hit hit) {
        return hit.certainty() == Certainty.POSSIBLE ? 0 : of(hit.kind());
    }
}
