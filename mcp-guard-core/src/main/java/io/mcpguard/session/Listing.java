package io.mcpguard.session;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonTree;
import io.mcpguard.policy.LimitsPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The guard's own listing, all pages of it. One that never ends, repeats itself or fails yields nothing at all. */
final class Listing {

    /** Asks the server: method and params to result. */
    interface Requests
            extends BiFunction<String, Map<String, @Nullable Object>, CompletionStage<Map<String, @Nullable Object>>> {}

    /** Asks the server, and waits only so long. */
    @FunctionalInterface
    interface Timed {
        CompletionStage<Map<String, @Nullable Object>> ask(
                String method, Map<String, @Nullable Object> params, Duration patience);
    }

    /** So many messages of the greatest size may all pages hold together. */
    private static final int MAX_MESSAGES = 4;

    /** And so many times the values of the largest: 60,000 ordinary tools, and some 250 MiB of memory by default. */
    private static final int MAX_VALUES = 6;

    /** Why a listing failed, in fixed words. */
    static class ListingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ListingException(String message) {
            super(message, null, false, false);
        }
    }

    /** The server does not know the method. */
    static final class NotOfferedException extends ListingException {
        private static final long serialVersionUID = 1;

        NotOfferedException() {
            super("the server does not know the method");
        }
    }

    private final Requests requests;
    private final DeclaredList list;
    private final LimitsPolicy limits;
    private final List<@Nullable Object> items = new ArrayList<>();
    private final Set<String> cursors = new HashSet<>();
    private int pages;
    private long size;
    private long values;

    private Listing(Requests requests, DeclaredList list, LimitsPolicy limits) {
        this.requests = requests;
        this.list = list;
        this.limits = limits;
    }

    /** All items of a list, in the server's order. */
    static CompletionStage<List<@Nullable Object>> complete(Requests requests, DeclaredList list, LimitsPolicy limits) {
        return new Listing(requests, list, limits).page(Map.of());
    }

    /** Requests that have one patience together: who waits for a listing waits for all of its pages. */
    static Requests within(Duration patience, LongSupplier nanoTime, Timed requests) {
        long start = nanoTime.getAsLong();
        return (method, params) -> {
            Duration left = patience.minusNanos(nanoTime.getAsLong() - start);
            return left.isNegative() || left.isZero()
                    ? CompletableFuture.failedStage(new TimeoutException())
                    : requests.ask(method, params, left);
        };
    }

    private CompletionStage<List<@Nullable Object>> page(Map<String, @Nullable Object> params) {
        return requests.apply(list.method(), params).thenCompose(this::next);
    }

    private CompletionStage<List<@Nullable Object>> next(Map<String, @Nullable Object> result) {
        if (!(result.get(list.key()) instanceof List<?> page)) {
            return failed("the answer is no list");
        }
        size += JsonTree.size(page);
        if (size / MAX_MESSAGES > limits.json().maxTotalChars()) {
            return failed("its pages are more than " + MAX_MESSAGES + " messages of the greatest size");
        }
        values += JsonTree.values(page);
        if (values / MAX_VALUES > limits.json().maxNodes()) {
            return failed("its pages have more than " + MAX_VALUES + " times the values of a message");
        }
        items.addAll(page);
        Object cursor = result.get("nextCursor");
        if (cursor == null) {
            return CompletableFuture.completedStage(items);
        }
        if (!(cursor instanceof String text)) {
            return failed("the cursor is no string");
        }
        if (++pages >= limits.maxPages() || items.size() > limits.maxItems()) {
            return failed("more than " + limits.maxPages() + " pages or " + limits.maxItems() + " items");
        }
        // Its digest, so that a thousand long cursors do not fill the memory.
        if (!cursors.add(text.length() <= 64 ? text : CanonicalJson.sha256(text))) {
            return failed("a cursor came twice");
        }
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("cursor", text);
        return page(params);
    }

    private static <T> CompletionStage<T> failed(String why) {
        return CompletableFuture.failedStage(new ListingException(why));
    }

    /** Whether a listing failed because the server has no such list. */
    static boolean isNotOffered(Throwable e) {
        return cause(e) instanceof NotOfferedException;
    }

    private static Throwable cause(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    /** What went wrong, without a word of the server. */
    static String reason(Throwable e) {
        Throwable cause = cause(e);
        if (cause instanceof ListingException) {
            return String.valueOf(cause.getMessage());
        }
        return cause instanceof TimeoutException
                ? "no answer in time"
                : "failed with " + cause.getClass().getSimpleName();
    }
}
