package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The weights of one or two heads, by feature: a table in which each entry has a mark that tells its feature from others
 * with the same place. What the trainer never saw has no weight, instead of that of a stranger. Immutable.
 */
final class Slots {

    private static final int MARK = 0xFFFF0000;
    private static final int SIDES = 2;

    /** For each place the upper half of the feature's hash, the weight of the second head, that of the first. */
    private final int[] entries;

    private final int mask;

    private Slots(int[] entries) {
        this.entries = entries;
        this.mask = entries.length - 1;
    }

    /**
     * The weights of a feature: that of the first head in the lowest byte, that of the second in the next; 0 for a feature
     * that nothing was learnt of.
     */
    short of(int feature) {
        int entry = entries[feature & mask];
        return ((entry ^ feature) & MARK) == 0 ? (short) entry : 0;
    }

    /** The weight of the first head. */
    static byte first(short weights) {
        return (byte) weights;
    }

    /** The weight of the second head. */
    static int second(short weights) {
        return weights >> Byte.SIZE;
    }

    /**
     * A table of the heaviest weights. Where two features have one place, the heavier stays.
     *
     * @param bits the table has two to the power of so many places
     * @param features the hash of each feature
     * @param one its weight for the first head
     * @param other its weight for the second head, zeros where there is none
     */
    static Slots of(int bits, int[] features, byte[] one, byte[] other) {
        int[] entries = new int[1 << bits];
        int mask = entries.length - 1;
        IntStream.range(0, features.length)
                .filter(i -> one[i] != 0 || other[i] != 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -Math.max(Math.abs(one[i]), Math.abs(other[i])))
                        .thenComparingInt(i -> features[i]))
                .forEach(i -> {
                    int at = features[i] & mask;
                    if (entries[at] == 0) {
                        entries[at] = (features[i] & MARK) | ((other[i] & 0xFF) << Byte.SIZE) | (one[i] & 0xFF);
                    }
                });
        return new Slots(entries);
    }

    /** How many features have a weight. */
    int used() {
        return (int) IntStream.of(entries).filter(entry -> entry != 0).count();
    }

    static Slots read(DataInputStream in, int bits) throws IOException {
        int[] entries = new int[1 << bits];
        byte[] plane = new byte[entries.length];
        for (int side = 0; side < 2 * SIDES; side++) {
            in.readFully(plane);
            for (int i = 0; i < entries.length; i++) {
                entries[i] |= (plane[i] & 0xFF) << (side * Byte.SIZE);
            }
        }
        return new Slots(entries);
    }

    /** Byte by byte of all entries, which packs better than entry by entry. */
    void write(DataOutputStream out) throws IOException {
        byte[] plane = new byte[entries.length];
        for (int side = 0; side < 2 * SIDES; side++) {
            for (int i = 0; i < entries.length; i++) {
                plane[i] = (byte) (entries[i] >> (side * Byte.SIZE));
            }
            out.write(plane);
        }
    }
}
