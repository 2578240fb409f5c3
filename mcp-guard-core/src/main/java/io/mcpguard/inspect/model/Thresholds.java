package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Scores of one head.
 *
 * @param stop from here on an attack is clear
 * @param notice from here on a text is worth noticing
 */
record Thresholds(float stop, float notice) {

    /** Closer ones would make every score above the lower one clear. */
    private static final float CLOSEST = 0.1f;

    /** A score on the scale that all heads share: 0 where a text is worth noticing, 1 where an attack is clear. */
    float level(float score) {
        return (score - notice) / Math.max(CLOSEST, stop - notice);
    }

    static Thresholds read(DataInputStream in) throws IOException {
        return new Thresholds(in.readFloat(), in.readFloat());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(stop);
        out.writeFloat(notice);
    }
}
