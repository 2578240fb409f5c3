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
    static final int MARK = 0x6D670004;

    private static final int MIN_BITS = 10;
    private static final int MAX_BITS = 20;

    final Head definition;
    final Head result;
    final Head request;
    /** Of the head of definitions. */
    final Slots definitions;
    /** Of both heads of results, orders first: one look-up finds both. */
    final Slots results;

    private final int bits;

    Weights(int bits, Head definition, Head result, Head request, Slots definitions, Slots results) {
        this.bits = bits;
        this.definition = definition;
        this.result = result;
        this.request = request;
        this.definitions = definitions;
        this.results = results;
    }

    /**
     * Weights as they were learnt, rounded.
     *
     * @param bits each table has two to the power of so many places
     * @param features the hash of each feature
     * @param heads for definitions, orders in results, and bare requests
     * @param learnt for each head the weight of each feature
     */
    static Weights of(int bits, int[] features, Head[] heads, float[][] learnt) {
        return new Weights(
                bits,
                heads[0],
                heads[1],
                heads[2],
                Slots.of(bits, features, heads[0].round(learnt[0]), new byte[features.length]),
                Slots.of(bits, features, heads[1].round(learnt[1]), heads[2].round(learnt[2])));
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
            return new Weights(
                    bits, Head.read(in), Head.read(in), Head.read(in), Slots.read(in, bits), Slots.read(in, bits));
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of the classifier cannot be read", e);
        }
    }

    void write(OutputStream stream) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(MARK);
            out.writeInt(bits);
            definition.write(out);
            result.write(out);
            request.write(out);
            definitions.write(out);
            results.write(out);
        }
    }

    int bits() {
        return bits;
    }
}
