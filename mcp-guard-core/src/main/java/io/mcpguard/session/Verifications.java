package io.mcpguard.session;

import io.mcpguard.policy.PinPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The verifications of all lists of a server, each by itself: one that fails or changes costs no other its trust. Which
 * of them a request waits for is told by what it uses.
 */
final class Verifications {

    /** So long who uses tools waits for the other lists, so that the lock is complete soon; a quarter of its time at most. */
    private static final Duration COURTESY = Duration.ofSeconds(1);

    private final PinPolicy policy;
    private final long courtesy;
    private final Handshake handshake;
    private final Introduction introduction;
    private final Map<DeclaredList, Outlooks> byList = new EnumMap<>(DeclaredList.class);

    /**
     * @param budget what an exchange has
     * @param listings the guard's own listing of each list
     */
    Verifications(
            PinPolicy policy,
            Duration budget,
            Handshake handshake,
            Introduction introduction,
            Function<DeclaredList, GuardListing> listings) {
        this.policy = policy;
        this.courtesy = Math.min(COURTESY.toNanos(), budget.toNanos() / 4);
        this.handshake = handshake;
        this.introduction = introduction;
        for (DeclaredList list : DeclaredList.values()) {
            if (isPinned(list)) {
                byList.put(list, new Outlooks(listings.apply(list), policy.recheck()));
            }
        }
    }

    private boolean isPinned(DeclaredList list) {
        return list != DeclaredList.RESOURCES || policy.resources();
    }

    /** What is verified of a list, for whom; null if the policy does not have it pinned. */
    @Nullable
    Outlooks of(DeclaredList list) {
        return byList.get(list);
    }

    /** A new connection: nothing of the last one counts. */
    void begin(long newEpoch) {
        handshake.begin(newEpoch);
        byList.values().forEach(outlooks -> outlooks.begin(newEpoch));
    }

    /** A notification of the server, which may say that lists changed. */
    void notified(String notification) {
        byList.forEach((list, outlooks) -> {
            if (list.isChangedBy(notification)) {
                outlooks.stale();
            }
        });
    }

    /** The result of a request of the application, which may be a handshake. */
    void answered(
            long epoch, String method, Map<String, @Nullable Object> params, Map<String, @Nullable Object> result) {
        if (method.equals("initialize") || method.equals("server/discover")) {
            handshake.came(epoch, params, result);
            introduction.came();
        }
    }

    /** Whether a request of the application is judged by pins. */
    boolean concern(String method, Map<String, @Nullable Object> params) {
        return !neededBy(method, params).isEmpty();
    }

    /**
     * Verifies what a request of a connection uses, unless what was verified is fresh; null if there is nothing to wait
     * for. Never fails.
     */
    @Nullable
    CompletionStage<?> ensure(
            String method, Map<String, @Nullable Object> params, Viewpoint by, Listing.Requests requests) {
        CompletionStage<?> all = null;
        for (DeclaredList list : neededBy(method, params)) {
            Outlooks outlooks = byList.get(list);
            CompletionStage<?> one =
                    outlooks == null ? null : outlooks.ensure(by, suffices(list, method, params), requests);
            if (one != null && list == DeclaredList.TOOLS) {
                one = both(one, others(by, requests));
            }
            all = all == null ? one : one == null ? all : both(all, one);
        }
        return all;
    }

    /** Whether what the server lists for somebody else tells enough about a request. */
    private static Predicate<Verified> suffices(
            DeclaredList list, String method, Map<String, @Nullable Object> params) {
        if (method.equals(list.method())) {
            // What the client is told is compared with what the guard is told, and that may differ.
            return listed -> false;
        }
        Object used = switch (method) {
            case "tools/call", "prompts/get" -> params.get("name");
            case "resources/read", "resources/subscribe" -> list == DeclaredList.RESOURCES ? params.get("uri") : null;
            default ->
                params.get("ref") instanceof Map<?, ?> ref
                        ? ref.get(list == DeclaredList.PROMPTS ? "name" : "uri")
                        : null;
        };
        return listed -> !(used instanceof String name) || listed.items().containsKey(name);
    }

    /** Whether the last listing failed that a request uses, and the server has not said since that its list changed. */
    boolean haveFailed(String method, Map<String, @Nullable Object> params, Viewpoint by) {
        for (DeclaredList list : neededBy(method, params)) {
            Outlooks outlooks = byList.get(list);
            if (outlooks != null && outlooks.haveFailed(by)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a server declares is met in one go, where it says what it declares. Nobody depends on these listings, so one
     * that is slow or fails is tried again when something of it is used.
     */
    private CompletionStage<?> others(Viewpoint by, Listing.Requests requests) {
        if (!handshake.came()) {
            return CompletableFuture.completedStage(null);
        }
        var started = new ArrayList<CompletableFuture<?>>();
        byList.forEach((list, outlooks) -> {
            if (list != DeclaredList.TOOLS && handshake.mayHave(list) && outlooks.isDue(by.epoch())) {
                CompletionStage<?> one = outlooks.ensure(by, listed -> true, requests);
                if (one != null) {
                    started.add(one.thenApply(done -> done).toCompletableFuture());
                }
            }
        });
        return CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, courtesy, TimeUnit.NANOSECONDS);
    }

    private static CompletionStage<?> both(CompletionStage<?> a, CompletionStage<?> b) {
        return a.thenCombine(b, (x, y) -> true);
    }

    private List<DeclaredList> neededBy(String method, Map<String, @Nullable Object> params) {
        return switch (method) {
            case "tools/list", "tools/call" -> List.of(DeclaredList.TOOLS);
            case "prompts/list", "prompts/get" -> List.of(DeclaredList.PROMPTS);
            case "resources/templates/list" -> List.of(DeclaredList.TEMPLATES);
            case "resources/list" -> policy.resources() ? List.of(DeclaredList.RESOURCES) : List.of();
            case "resources/read", "resources/subscribe" ->
                policy.resources() ? List.of(DeclaredList.RESOURCES, DeclaredList.TEMPLATES) : List.of();
            case "completion/complete" -> completed(params);
            default -> List.of();
        };
    }

    private List<DeclaredList> completed(Map<String, @Nullable Object> params) {
        Object type = params.get("ref") instanceof Map<?, ?> ref ? ref.get("type") : null;
        if (!"ref/resource".equals(type)) {
            return List.of(DeclaredList.PROMPTS);
        }
        return policy.resources()
                ? List.of(DeclaredList.RESOURCES, DeclaredList.TEMPLATES)
                : List.of(DeclaredList.TEMPLATES);
    }
}
