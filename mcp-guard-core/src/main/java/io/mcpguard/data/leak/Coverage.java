package io.mcpguard.data.leak;

import java.util.BitSet;

/** What a server has of a value by now. Not thread-safe. */
final class Coverage {

    private final Watched watched;
    private final BitSet sure = new BitSet();
    /** Also parts of values that only begin or end like this one: they are a leak when they are all of it. */
    private final BitSet all = new BitSet();

    private double evidence;
    private boolean atDomain;

    Coverage(Watched watched) {
        this.watched = watched;
    }

    /** Whether a part of it was seen already, so that the next one needs less to be no chance. */
    boolean isBegun() {
        return evidence > 0;
    }

    /**
     * Adds a part.
     *
     * @param gain how many bits it says more than chance would
     * @param sibling whether it may be part of another value that is alike
     * @return whether the server had not all of that
     */
    boolean add(int from, int to, double gain, boolean sibling) {
        int known = all.get(from, to).cardinality();
        evidence += gain * (to - from - known) / (to - from);
        all.set(from, to);
        if (!sibling) {
            sure.set(from, to);
        }
        boolean news = known < to - from;
        atDomain |= from < watched.domain() && to > watched.domain();
        return news;
    }

    /** All of the value. */
    void fill() {
        sure.set(0, watched.length());
        all.set(0, watched.length());
    }

    /** How much of what is hard to guess the server has, from 0 to 1. */
    double share() {
        return Math.max(share(sure), isComplete() ? 1 : 0);
    }

    /**
     * Whether that is a leak.
     *
     * @param least the share from which on it is one
     * @param proof how many bits the parts must say more than chance would
     */
    boolean isLeak(double least, double proof) {
        if (evidence < proof || (watched.domain() > 0 && !atDomain)) {
            return false;
        }
        return isComplete() || (share(sure) >= least && characters(sure) >= watched.enough());
    }

    private boolean isComplete() {
        return share(all) >= 1;
    }

    private double share(BitSet covered) {
        double whole = watched.bits(0, watched.length());
        double has = 0;
        for (int from = covered.nextSetBit(0); from >= 0; from = covered.nextSetBit(covered.nextClearBit(from))) {
            has += watched.bits(from, covered.nextClearBit(from));
        }
        return whole == 0 ? 0 : has / whole;
    }

    private int characters(BitSet covered) {
        return (int) covered.stream().filter(watched::isWeighty).count();
    }
}
