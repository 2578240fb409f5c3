package io.mcpguard.session;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.session.Listing.ListingException;
import io.mcpguard.session.Listing.NotOfferedException;
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

    private static final String ENDED = "the connection ended";

    /** Of JSON-RPC. */
    private static final int METHOD_NOT_FOUND = -32601;

    /** No connection has this number. */
    private static final long CLOSED = -1;

    private record Waiting(
            long epoch, Message.Request request, CompletableFuture<Map<String, @Nullable Object>> answer) {}

    private final ConcurrentHashMap<Object, Waiting> waiting = new ConcurrentHashMap<>();
    private final Supplier<String> ids;
    private volatile long epoch;

    OwnRequests(Supplier<String> ids) {
        this.ids = ids;
    }

    /**
     * Sends a request on a connection; fails with fixed words if that is over, or if no good answer comes in time. The
     * next page of a listing must not be asked for on another connection than the first.
     */
    CompletionStage<Map<String, @Nullable Object>> send(
            long on, Session.Link link, String method, Map<String, @Nullable Object> params, Duration patience) {
        String id = "mcp-guard-" + ids.get();
        var answer = new CompletableFuture<Map<String, @Nullable Object>>();
        var request = new Message.Request(id, method, params);
        waiting.put(id, new Waiting(on, request, answer));
        // Only now, so that either this sees that the connection is over or abandon() sees the entry.
        if (on != epoch) {
            waiting.remove(id);
            return CompletableFuture.failedStage(new ListingException(ENDED));
        }
        try {
            link.send(request).whenComplete((sent, e) -> {
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

    /** What was asked under an id; null if nothing was, or it is answered. */
    Message.@Nullable Request asked(Object id) {
        Waiting request = waiting.get(id);
        return request == null ? null : request.request;
    }

    /** A result or an error came; null if it was too large to read. */
    void answered(Object id, Kind kind, @Nullable Map<String, @Nullable Object> payload) {
        Waiting request = waiting.remove(id);
        if (request == null) {
            return;
        }
        if (payload != null && kind == Kind.RESULT) {
            request.answer.complete(payload);
        } else if (payload != null && isMethodNotFound(payload.get("code"))) {
            request.answer.completeExceptionally(new NotOfferedException());
        } else {
            request.answer.completeExceptionally(new ListingException("the server answered with an error"));
        }
    }

    private static boolean isMethodNotFound(@Nullable Object code) {
        return code instanceof Number number && number.doubleValue() == METHOD_NOT_FOUND;
    }

    /** A new connection; what is asked for on the last one from now on fails. */
    void begin(long newEpoch) {
        epoch = newEpoch;
    }

    /** The connection is closed. */
    void end() {
        begin(CLOSED);
    }

    /** Fails what was asked for on connections that are over. Runs what waits for it, so call it without a lock. */
    void abandon() {
        waiting.forEach((id, request) -> {
            if (request.epoch != epoch && waiting.remove(id, request)) {
                request.answer.completeExceptionally(new ListingException(ENDED));
            }
        });
    }
}
