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
 * What the trainer learnt: a head for definitions, and for results one for orders that show what they are and one for
 * bare requests. Immutable. The file is gzipped: a mark, the number of bits, then the heads.
 */
final class Weights {

    /** Raised whenever reader, features or scoring change: older weights mean nothing to them. */
    static final int MARK = 0x6D670003;

    private static final int MIN_BITS = 10;
    private static final int MAX_BITS = 20;

    final Head definition;
    final Head result;
    final Head request;
    final int mask;
    /** The weights of both heads of results, that of requests in the high byte: one look-up finds both. */
    final short[] pairs;

    Weights(Head definition, Head result, Head request) {
        this.definition = definition;
        this.result = result;
        this.request = request;
        this.mask = definition.values().length - 1;
        this.pairs = new short[mask + 1];
        for (int i = 0; i <= mask; i++) {
            pairs[i] = (short) (request.values()[i] << 8 | (result.values()[i] & 0xFF));
        }
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
            return new Weights(Head.read(in, 1 << bits), Head.read(in, 1 << bits), Head.read(in, 1 << bits));
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of the classifier cannot be read", e);
        }
    }

    void write(OutputStream stream) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(MARK);
            out.writeInt(Integer.numberOfTrailingZeros(mask + 1));
            definition.write(out);
            result.write(out);
            request.write(out);
        }
    }
}
