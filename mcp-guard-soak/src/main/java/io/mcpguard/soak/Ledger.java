package io.mcpguard.soak;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How calls ended, and what should not have happened. Thread-safe. */
final class Ledger {

    /** How a call ended. */
    enum End {
        /** With its own token. */
        ANSWERED,
        /** The guard refused it. */
        REFUSED,
        /** With an exception, after a fault. */
        FAILED,
        /** The caller did not want to know. */
        CANCELLED
    }

    private static final int MAX_TOLD = 20;

    private final AtomicLong started = new AtomicLong();
    private final Map<End, LongAdder> ends = new EnumMap<>(End.class);
    private final Map<Fault, LongAdder> faults = new EnumMap<>(Fault.class);
    private final BitSet answered;
    private final BitSet refused;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger brokenCount = new AtomicInteger();

    Ledger(int calls) {
        // As large as they get, so that they do not look like growth.
        answered = new BitSet(calls);
        refused = new BitSet(calls);
        for (End end : End.values()) {
            ends.put(end, new LongAdder());
        }
        for (Fault fault : Fault.values()) {
            faults.put(fault, new LongAdder());
        }
    }

    /** The number of the next call. */
    long start() {
        return started.getAndIncrement();
    }

    long started() {
        return started.get();
    }

    void ended(long call, End end) {
        counter(ends, end).increment();
        BitSet set = end == End.ANSWERED ? answered : end == End.REFUSED ? refused : null;
        if (set != null) {
            synchronized (set) {
                set.set((int) call);
            }
        }
    }

    long ended() {
        return ends.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void injected(Fault fault) {
        counter(faults, fault).increment();
    }

    /** Something that must not be. */
    void broken(String what) {
        if (brokenCount.getAndIncrement() < MAX_TOLD) {
            broken.add(what);
            System.err.println("BROKEN: " + what);
        }
    }

    int brokenCount() {
        return brokenCount.get();
    }

    Queue<String> broken() {
        return broken;
    }

    boolean isAnswered(long call) {
        return answered.get((int) call);
    }

    boolean isRefused(long call) {
        return refused.get((int) call);
    }

    private static <K> LongAdder counter(Map<K, LongAdder> counters, K key) {
        return java.util.Objects.requireNonNull(counters.get(key));
    }

    @Override
    public String toString() {
        return "calls " + started + ", ends " + ends + ", faults " + faults;
    }
}
