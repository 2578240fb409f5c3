package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.Notice;
import io.mcpguard.policy.Setting;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets so many notifications of a kind through, in a minute and at once, and so many requests of the server, and counts
 * the rest: a token bucket for each kind, and one for requests, which nobody who works for a person sends by the hundred. A flood is told when it starts, once a minute while it lasts, and when it is over; told one by one it would fill
 * the audit log that has to tell of it. Thread-safe.
 */
final class Floods {

    private static final long MINUTE = 60_000_000_000L;

    static final int REQUESTS_PER_MINUTE = 600;
    static final String REQUESTS_RULE = "session.requests";

    /** Is told of floods. */
    @FunctionalInterface
    interface Listener {
        /**
         * Notifications or requests were too many.
         *
         * @param rule where it stands how many there may be
         * @param reason how many there were, in fixed words
         */
        void flood(String rule, String reason);
    }

    private final Map<Notice, Bucket> buckets = new EnumMap<>(Notice.class);
    private final Bucket requests;
    private final LongSupplier nanoTime;
    private final Listener listener;

    Floods(ClientPolicy policy, LongSupplier nanoTime, Listener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
        long now = nanoTime.getAsLong();
        for (Notice notice : Notice.values()) {
            Setting<Integer> most = policy.perMinute(notice);
            String what = "notifications of the kind \"" + notice.name().toLowerCase(Locale.ROOT) + "\"";
            buckets.put(notice, new Bucket(what, most.rule(), most.value(), now));
        }
        requests = new Bucket("requests of the server", REQUESTS_RULE, REQUESTS_PER_MINUTE, now);
    }

    /** Whether there is room for one more notification. */
    boolean admits(String method) {
        return admits(requireNonNull(buckets.get(Notice.of(method))));
    }

    /** Whether there is room for one more request. */
    boolean admitsRequest() {
        return admits(requests);
    }

    private boolean admits(Bucket bucket) {
        synchronized (bucket) {
            return bucket.admits(nanoTime.getAsLong());
        }
    }

    /** Tells of what has not been told yet: the connection ends. */
    void end() {
        buckets.values().forEach(this::tell);
        tell(requests);
    }

    private void tell(Bucket bucket) {
        synchronized (bucket) {
            bucket.tell(nanoTime.getAsLong());
        }
    }

    private final class Bucket {

        private final String what;
        private final String rule;
        private final int most;
        private double room;
        private long at;
        private long dropped;
        private long toldAt;
        private boolean flooded;

        Bucket(String what, String rule, int most, long now) {
            this.what = what;
            this.rule = rule;
            this.most = most;
            this.room = most;
            this.at = now;
        }

        boolean admits(long now) {
            room = Math.min(most, room + (double) (now - at) * most / MINUTE);
            at = now;
            if (room >= 1) {
                room--;
                // A bucket that is half full again has seen the end of it, one with a single place has not.
                if (flooded && room >= most / 2.0) {
                    tell(now);
                    flooded = false;
                }
                return true;
            }
            dropped++;
            if (!flooded || now - toldAt >= MINUTE) {
                flooded = true;
                tell(now);
            }
            return false;
        }

        void tell(long now) {
            if (dropped > 0) {
                listener.flood(rule, "more than " + most + " " + what + " in a minute; dropped: " + dropped);
            }
            dropped = 0;
            toldAt = now;
        }
    }
}
