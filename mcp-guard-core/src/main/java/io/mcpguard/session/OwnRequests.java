package io.mcpguard.session;

import io.mcpguard.session.Listing.ListingException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The guard's own requests to a server, under ids of its own that the server cannot guess beforehand. */
final class OwnRequests {

    private final ConcurrentHashMap<Object, CompletableFuture<Map<String, @Nullable Object>>> waiting =
            new ConcurrentHashMap<>();
    private final Supplier<String> ids;

    OwnRequests(Supplier<String> ids) {
        this.ids = ids;
    }

    /** Sends a request; fails with fixed words if no good answer comes in time. */
    CompletionStage<Map<String, @Nullable Object>> send(
            Session.Link link, String method, Map<String, @Nullable Object> params, Duration patience) {
        String id = "mcp-guard-" + ids.get();
        var answer = new CompletableFuture<Map<String, @Nullable Object>>();
        waiting.put(id, answer);
        try {
            link.send(new Message.Request(id, method, params)).whenComplete((sent, e) -> {
                if (e != null) {
                    answer.completeExceptionally(new ListingException("the request could not be sent"));
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(new ListingException("the request could not be sent"));
        }
        return answer.orTimeout(Math.max(1, patience.toNanos()), TimeUnit.NANOSECONDS)
                .whenComplete((result, e) -> waiting.remove(id));
    }

    boolean isOwn(Object id) {
        return waiting.containsKey(id);
    }

    void answered(Object id, @Nullable Map<String, @Nullable Object> result) {
        CompletableFuture<Map<String, @Nullable Object>> answer = waiting.remove(id);
        if (answer == null) {
            return;
        }
        if (result == null) {
            answer.completeExceptionally(new ListingException("the server answered with an error"));
        } else {
            answer.complete(result);
        }
    }

    void abandon() {
        waiting.values().forEach(answer -> answer.completeExceptionally(new ListingException("the connection ended")));
        waiting.clear();
    }
}
