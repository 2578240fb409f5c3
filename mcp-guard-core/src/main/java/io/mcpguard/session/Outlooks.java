package io.mcpguard.session;

import io.mcpguard.json.JsonTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of one list, to whom. One listing serves all principals as long as none of them needs another: one
 * that lists by itself, that uses what the common listing has not, or whose turn it is when the listing failed for
 * somebody else, gets a listing of its own, with its own credentials.
 */
final class Outlooks {

    /** Principals with a listing of their own. The one that was longest not here falls back to the common one. */
    private static final int MAX_OWN = 256;

    /**
     * UTF-16 units, about, that all of them hold besides what the common one holds: as many as one listing may have by
     * default. A server may show each principal something else, and as much as it likes.
     */
    private static final long MAX_OWN_CHARS = 64L << 20;

    /** What an item costs whose definition is kept anyway. */
    private static final long ITEM = 64;

    private final GuardListing listing;
    private final Duration recheck;
    private final Verification common;
    private final long maxChars;
    private final Map<String, Verification> own = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Long> weights = new HashMap<>();
    private long weight;
    private long epoch;

    Outlooks(GuardListing listing, Duration recheck) {
        this(listing, recheck, MAX_OWN_CHARS);
    }

    /** The same with another bound on what own listings hold. */
    Outlooks(GuardListing listing, Duration recheck, long maxChars) {
        this.listing = listing;
        this.maxChars = maxChars;
        this.recheck = recheck;
        this.common = new Verification(listing, recheck);
    }

    /** A new connection: nothing of the last one counts. */
    synchronized void begin(long newEpoch) {
        epoch = newEpoch;
        own.clear();
        weights.clear();
        weight = 0;
        common.begin(newEpoch);
    }

    /** The server says that its list changed. */
    void stale() {
        all().forEach(Verification::stale);
    }

    /** By what requests of a principal are judged. */
    synchronized Verification of(String whose) {
        return own.getOrDefault(whose, common);
    }

    /** Whether {@link #of} gives a principal one of its own. */
    synchronized boolean hasOwn(String whose) {
        return own.containsKey(whose);
    }

    /** The tree that the guard keeps of this definition anyway, whoever was shown it; null if there is none. */
    @Nullable
    Object kept(String name, Map<?, ?> definition) {
        for (Verification each : all()) {
            VerifiedItem listed = each.last().items().get(name);
            if (listed != null && listed.definition().equals(definition)) {
                return listed.definition();
            }
        }
        return null;
    }

    private synchronized List<Verification> all() {
        var all = new ArrayList<Verification>(1 + own.size());
        all.add(common);
        all.addAll(own.values());
        return all;
    }

    /** Whether nobody has tried to verify for this connection and this list, or that was long ago. */
    boolean isDue(long of) {
        return common.isDue(of);
    }

    /**
     * Whether the last listing failed that counts here, and the server has not said since that its list changed. One that
     * failed for somebody else says nothing.
     */
    boolean haveFailed(Viewpoint by) {
        Verification mine = of(by.whose());
        return mine.hasFailed(by.epoch())
                && (mine != common || common.made().whose().equals(by.whose()));
    }

    /**
     * Verifies for a request, unless what was verified is fresh; null if there is nothing to wait for. Never fails.
     *
     * @param suffices whether a listing that was made for somebody else is good enough
     */
    @Nullable
    CompletionStage<?> ensure(Viewpoint by, Predicate<Verified> suffices, Listing.Requests requests) {
        Verification mine = of(by.whose());
        CompletionStage<?> first = mine.ensure(by, requests);
        if (mine != common) {
            return first == null ? null : first.thenApply(done -> weigh(by, mine));
        }
        if (first == null) {
            return isEnough(by, suffices) ? null : ensureOwn(by, requests);
        }
        return first.thenCompose(done -> {
            CompletionStage<?> second = isEnough(by, suffices) ? null : ensureOwn(by, requests);
            return second == null ? CompletableFuture.completedStage(null) : second;
        });
    }

    private boolean isEnough(Viewpoint by, Predicate<Verified> suffices) {
        Verification.Made last = common.made();
        return last.whose().equals(by.whose()) || (last.verified().failure() == null && suffices.test(last.verified()));
    }

    private @Nullable CompletionStage<?> ensureOwn(Viewpoint by, Listing.Requests requests) {
        Verification mine = own(by);
        CompletionStage<?> ensured = mine == null ? null : mine.ensure(by, requests);
        return mine == null
                ? CompletableFuture.completedStage(null)
                : ensured == null ? null : ensured.thenApply(done -> weigh(by, mine));
    }

    /** Once a listing was made: those that were longest not here make way if all hold too much, but not this one. */
    private synchronized boolean weigh(Viewpoint by, Verification made) {
        if (own.get(by.whose()) != made) {
            return false;
        }
        Map<String, VerifiedItem> all = common.last().items();
        long chars = 0;
        for (Map.Entry<String, VerifiedItem> item : made.last().items().entrySet()) {
            chars += ITEM + beside(all.get(item.getKey()), item.getValue());
        }
        Long before = weights.put(by.whose(), chars);
        weight += chars - (before == null ? 0 : before);
        limit();
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // it is about what is kept once
    private static long beside(@Nullable VerifiedItem common, VerifiedItem item) {
        return common != null && common.definition() == item.definition() ? 0 : JsonTree.size(item.definition());
    }

    private void limit() {
        Iterator<String> eldest = own.keySet().iterator();
        while ((own.size() > MAX_OWN || weight > maxChars) && own.size() > 1) {
            Long freed = weights.remove(eldest.next());
            weight -= freed == null ? 0 : freed;
            eldest.remove();
        }
    }

    /** Null if the connection is over. */
    private synchronized @Nullable Verification own(Viewpoint by) {
        if (by.epoch() != epoch) {
            return null;
        }
        Verification mine = own.get(by.whose());
        if (mine == null) {
            mine = new Verification(listing, recheck, common);
            mine.begin(epoch);
            own.put(by.whose(), mine);
            limit();
        }
        return mine;
    }
}
