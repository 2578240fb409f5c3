package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the trainer learnt: a signed byte for each hash, a scale, a bias, and for each of the two kinds of text the
 * thresholds. Immutable. The file is gzipped: a mark, the number of bits, scale and bias, thresholds, then the bytes.
 */
final class Weights {

    /** Raised whenever reader, features or scoring change: older weights mean nothing to them. */
    static final int MARK = 0x6D670001;

    private static final int MIN_BITS = 10;
    private static final int MAX_BITS = 22;

    final byte[] values;
    final int mask;
    final float scale;
    final float bias;
    final Thresholds definition;
    final Thresholds result;

    Weights(byte[] values, float scale, float bias, Thresholds definition, Thresholds result) {
        this.values = values;
        this.mask = values.length - 1;
        this.scale = scale;
        this.bias = bias;
        this.definition = definition;
        this.result = result;
    }

    /** Rounds to bytes. What is beyond the largest byte is so rare that cutting it costs nothing. */
    static Weights of(float[] learnt, float bias, Thresholds definition, Thresholds result) {
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
        return new Weights(values, scale, bias, definition, result);
    }

    static Weights read(InputStream stream) {
        try (var in = new DataInputStream(new GZIPInputStream(stream))) {
            if (in.readInt() != MARK) {
                throw new IllegalStateException(
                        "the weights of the classifier are of another version; train them anew");
            }
            int bits = in.readInt();
            if (bits < MIN_BITS || bits > MAX_BITS) {
                throw new IllegalStateException("the weights of the classifier have " + bits + " bits");
            }
            float scale = in.readFloat();
            float bias = in.readFloat();
            Thresholds definition = Thresholds.read(in);
            Thresholds result = Thresholds.read(in);
            byte[] values = new byte[1 << bits];
            in.readFully(values);
            return new Weights(values, scale, bias, definition, result);
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of the classifier cannot be read", e);
        }
    }

    void write(OutputStream stream) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(MARK);
            out.writeInt(Integer.numberOfTrailingZeros(values.length));
            out.writeFloat(scale);
            out.writeFloat(bias);
            definition.write(out);
            result.write(out);
            out.write(values);
        }
    }
}
