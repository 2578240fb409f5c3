package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One linear model over the hashed features: what it learnt as signed bytes, with its thresholds. Immutable.
 */
final class Head {

    private final byte[] values;
    private final float scale;
    private final float bias;
    private final Thresholds thresholds;

    Head(byte[] values, float scale, float bias, Thresholds thresholds) {
        this.values = values;
        this.scale = scale;
        this.bias = bias;
        this.thresholds = thresholds;
    }

    /** A weight for each hash; not to be written to. */
    byte[] values() {
        return values;
    }

    /** What one step of a weight counts. */
    float scale() {
        return scale;
    }

    /** What a window without features scores. */
    float bias() {
        return bias;
    }

    /** From where on its score counts. */
    Thresholds thresholds() {
        return thresholds;
    }

    /** Rounds to bytes. What is beyond the largest byte is so rare that cutting it costs nothing. */
    static Head of(float[] learnt, float bias, Thresholds thresholds) {
        double squares = 0;
        int used = 0;
        for (float weight : learnt) {
            squares += (double) weight * weight;
            used += weight == 0 ? 0 : 1;
        }
        float scale = (float) (Math.sqrt(squares / Math.max(1, used)) * 8 / Byte.MAX_VALUE);
        byte[] values = new byte[learnt.length];
        for (int i = 0; i < learnt.length; i++) {
            values[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, Math.round(learnt[i] / scale)));
        }
        return new Head(values, scale, bias, thresholds);
    }

    static Head read(DataInputStream in, int size) throws IOException {
        float scale = in.readFloat();
        float bias = in.readFloat();
        Thresholds thresholds = Thresholds.read(in);
        byte[] values = new byte[size];
        in.readFully(values);
        return new Head(values, scale, bias, thresholds);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(scale);
        out.writeFloat(bias);
        thresholds.write(out);
        out.write(values);
    }
}
