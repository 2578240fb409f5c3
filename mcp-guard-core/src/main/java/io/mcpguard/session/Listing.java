package io.mcpguard.session;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.LimitsPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The guard's own listing, all pages of it. One that never ends, repeats itself or fails yields nothing at all. */
final class Listing {

    /** Asks the server: method and params to result. */
    interface Requests
            extends BiFunction<String, Map<String, @Nullable Object>, CompletionStage<Map<String, @Nullable Object>>> {}

    /** Why a listing failed, in fixed words. */
    static final class ListingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ListingException(String message) {
            super(message, null, false, false);
        }
    }

    private final Requests requests;
    private final String method;
    private final String key;
    private final LimitsPolicy limits;
    private final List<@Nullable Object> items = new ArrayList<>();
    private final Set<String> cursors = new HashSet<>();
    private int pages;

    private Listing(Requests requests, String method, String key, LimitsPolicy limits) {
        this.requests = requests;
        this.method = method;
        this.key = key;
        this.limits = limits;
    }

    /** All items of a list, in the server's order. */
    static CompletionStage<List<@Nullable Object>> complete(
            Requests requests, String method, String key, LimitsPolicy limits) {
        return new Listing(requests, method, key, limits).page(Map.of());
    }

    private CompletionStage<List<@Nullable Object>> page(Map<String, @Nullable Object> params) {
        return requests.apply(method, params).thenCompose(this::next);
    }

    private CompletionStage<List<@Nullable Object>> next(Map<String, @Nullable Object> result) {
        if (!(result.get(key) instanceof List<?> page)) {
            return failed("the answer is no list");
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

    /** What went wrong, without a word of the server. */
    static String reason(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof ListingException) {
            return String.valueOf(cause.getMessage());
        }
        return cause instanceof java.util.concurrent.TimeoutException
                ? "no answer in time"
                : "failed with " + cause.getClass().getSimpleName();
    }
}
