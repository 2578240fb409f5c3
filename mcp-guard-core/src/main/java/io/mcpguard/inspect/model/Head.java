package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What turns the sum of a head's weights, which are whole numbers, into a score. Immutable.
 *
 * @param scale what one step of a weight counts
 * @param bias what a window without features scores
 * @param thresholds from where on its score counts
 */
record Head(float scale, float bias, Thresholds thresholds) {

    /** One weight in so many is beyond the largest byte, and cut to it: its feature decides by itself anyway. */
    private static final int BEYOND = 10_000;

    /** A head for weights that were learnt. */
    static Head of(float[] learnt, float bias, Thresholds thresholds) {
        float[] sizes = learnt.clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        Arrays.sort(sizes);
        float largest = sizes[sizes.length - 1 - sizes.length / BEYOND];
        return new Head(largest == 0 ? 1 : largest / Byte.MAX_VALUE, bias, thresholds);
    }

    /** The weights in steps of the scale. */
    byte[] round(float[] learnt) {
        byte[] values = new byte[learnt.length];
        for (int i = 0; i < learnt.length; i++) {
            values[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, Math.round(learnt[i] / scale)));
        }
        return values;
    }

    static Head read(DataInputStream in) throws IOException {
        return new Head(in.readFloat(), in.readFloat(), Thresholds.read(in));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(scale);
        out.writeFloat(bias);
        thresholds.write(out);
    }
}
