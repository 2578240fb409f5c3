package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** What is learnt from: runs of one and three sentences of results, single sentences and the whole of definitions. */
final class Windows {

    static final byte HONEST = 0;
    static final byte ORDER = 1;
    /** Somewhere in this text is an order, perhaps here. */
    static final byte PERHAPS = 2;

    /** From so much of its characters on a window is the order. */
    private static final double MOSTLY = 0.3;

    int count;
    int[] from = new int[1 << 16];
    int[] to = new int[1 << 16];
    int[] doc = new int[1 << 16];
    byte[] label = new byte[1 << 16];
    float[] weight = new float[0];

    private final Set<Long> seen = new HashSet<>();
    private final Dataset data;

    Windows(Dataset data, IntPredicate learnt) {
        this.data = data;
        for (int i = 0; i < data.docs.size(); i++) {
            if (learnt.test(i)) {
                add(i);
            }
        }
        weight = new float[count];
    }

    private void add(int index) {
        int first = data.firstSentence[index];
        int last = data.firstSentence[index + 1];
        boolean definition = data.docs.get(index).definition();
        for (int i = first; i < last; i++) {
            add(index, i, i + 1);
            if (!definition && i + 3 <= last) {
                add(index, i, i + 3);
            }
        }
        if ((definition && last - first > 1) || (!definition && last - first == 2)) {
            add(index, first, last);
        }
    }

    private void add(int index, int start, int end) {
        Doc what = data.docs.get(index);
        byte kind = label(what, start, end);
        if (kind < 0 || !seen.add(fingerprint(start, end) * 3 + kind)) {
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            doc = Arrays.copyOf(doc, 2 * count);
            label = Arrays.copyOf(label, 2 * count);
        }
        from[count] = start;
        to[count] = end;
        doc[count] = index;
        label[count++] = kind;
    }

    /** -1 for what teaches nothing: a window that the order only touches, or honest text around one. */
    private byte label(Doc what, int start, int end) {
        if (!what.attack()) {
            return HONEST;
        }
        boolean whole = end - start > 1 && what.definition();
        if (whole) {
            // Most of a definition is honest even where one of its sentences is not.
            return what.start() < 0 ? ORDER : -1;
        }
        if (what.start() < 0) {
            return PERHAPS;
        }
        double covered = Math.min(what.end(), data.ends[end - 1]) - Math.max(what.start(), data.starts[start]);
        if (covered < MOSTLY * (data.ends[end - 1] - data.starts[start])) {
            return -1;
        }
        // Not every sentence of a known order is one by itself.
        return end - start == 1 && what.end() > data.ends[end - 1] + 2 ? PERHAPS : ORDER;
    }

    private long fingerprint(int start, int end) {
        long print = (long) end - start;
        for (int i = data.offsets[start]; i < data.offsets[end]; i++) {
            print = print * 0x5DEECE66DL + data.features[i];
        }
        return print;
    }
}
