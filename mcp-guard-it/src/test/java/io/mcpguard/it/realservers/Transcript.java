package io.mcpguard.it.realservers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Everything that was said in one run, as one tree: for each step of the script what the call gave, and the messages of
 * both directions. Messages are kept in lanes, one for each direction, method and kind: their order across lanes is up to
 * threads and connections, within a lane it is not. Thread-safe.
 */
final class Transcript {

    /** Who said it. */
    enum From {
        CLIENT("from client"),
        SERVER("from server");

        private final String key;

        From(String key) {
            this.key = key;
        }
    }

    private record Entry(From from, String lane, Object payload) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition said = lock.newCondition();
    private final Map<String, List<Entry>> steps = new LinkedHashMap<>();
    private final Map<String, Object> outcomes = new LinkedHashMap<>();
    private final Map<String, String> open = new LinkedHashMap<>();
    private List<Entry> current = new ArrayList<>();
    private long last;
    private boolean ended;

    /** Begins a step; what is said from now on belongs to it. */
    void begin(String step) {
        locked(() -> {
            current = new ArrayList<>();
            if (steps.put(step, current) != null) {
                throw new IllegalArgumentException("two steps are called \"" + step + "\"");
            }
            touch();
        });
    }

    /** The script is through; what is said while connections close is chance. */
    void end() {
        locked(() -> ended = true);
    }

    /** What the call of a step gave. */
    void outcome(String step, Object outcome) {
        locked(() -> outcomes.put(step, outcome));
    }

    void add(From from, String lane, Object payload) {
        locked(() -> {
            if (!ended) {
                current.add(new Entry(from, lane, payload));
                touch();
            }
        });
    }

    /** A request that now waits for its answer. */
    void opened(From from, Object id, String method) {
        locked(() -> open.put(from + " " + id, method));
    }

    /** The method of the open request with this id; {@code "unasked"} if there is none. */
    String method(From asker, Object id) {
        lock.lock();
        try {
            return open.getOrDefault(asker + " " + id, "unasked");
        } finally {
            lock.unlock();
        }
    }

    /** Its answer has come. */
    void answered(From asker, Object id) {
        locked(() -> {
            open.remove(asker + " " + id);
            touch();
        });
    }

    /**
     * Waits until a lane of this step holds so many messages, or the time is up.
     *
     * @return whether it does
     */
    boolean await(From from, String lane, int count, long timeoutNanos) {
        return wait(timeoutNanos, () -> count(from, lane) >= count ? 0 : Long.MAX_VALUE);
    }

    /** Waits until no request is open and nothing has been said for a while, or the time is up. */
    boolean awaitQuiet(long quietNanos, long timeoutNanos) {
        return wait(timeoutNanos, () -> open.isEmpty() ? last + quietNanos - System.nanoTime() : Long.MAX_VALUE);
    }

    /** The requests that wait for an answer. */
    List<String> open() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    /** The names of the steps so far. */
    List<String> steps() {
        lock.lock();
        try {
            return List.copyOf(steps.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** The whole transcript as a tree. */
    Map<String, Object> tree() {
        lock.lock();
        try {
            var tree = new LinkedHashMap<String, Object>();
            steps.forEach((name, entries) -> {
                var step = new LinkedHashMap<String, Object>();
                step.put("outcome", outcomes.get(name));
                for (From from : From.values()) {
                    step.put(from.key, lanes(entries, from));
                }
                tree.put(name, step);
            });
            return tree;
        } finally {
            lock.unlock();
        }
    }

    private static Map<String, List<Object>> lanes(List<Entry> entries, From from) {
        var lanes = new TreeMap<String, List<Object>>();
        for (Entry entry : entries) {
            if (entry.from() == from) {
                lanes.computeIfAbsent(entry.lane(), lane -> new ArrayList<>()).add(entry.payload());
            }
        }
        return lanes;
    }

    private long count(From from, String lane) {
        return current.stream()
                .filter(entry -> entry.from() == from && entry.lane().equals(lane))
                .count();
    }

    /** Waits until the remaining time, asked anew after each message, is none. */
    private boolean wait(long timeoutNanos, LongSupplier remaining) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + timeoutNanos;
            long wait = remaining.getAsLong();
            while (wait > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                said.await(Math.min(wait, left), TimeUnit.NANOSECONDS);
                wait = remaining.getAsLong();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void touch() {
        last = System.nanoTime();
        said.signalAll();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
