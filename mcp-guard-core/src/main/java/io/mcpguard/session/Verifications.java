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
    private final Map<DeclaredList, Verification> byList = new EnumMap<>(DeclaredList.class);

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
                byList.put(list, new Verification(listings.apply(list), policy.recheck()));
            }
        }
    }

    private boolean isPinned(DeclaredList list) {
        return list != DeclaredList.RESOURCES || policy.resources();
    }

    /** The verification of a list; null if the policy does not have it pinned. */
    @Nullable
    Verification of(DeclaredList list) {
        return byList.get(list);
    }

    /** A new connection: nothing of the last one counts. */
    void begin(long newEpoch) {
        handshake.begin(newEpoch);
        byList.values().forEach(verification -> verification.begin(newEpoch));
    }

    /** A notification of the server, which may say that lists changed. */
    void notified(String notification) {
        byList.forEach((list, verification) -> {
            if (list.isChangedBy(notification)) {
                verification.stale();
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
            String method, Map<String, @Nullable Object> params, long epoch, Listing.Requests requests) {
        CompletionStage<?> all = null;
        for (DeclaredList list : neededBy(method, params)) {
            Verification verification = byList.get(list);
            CompletionStage<?> one = verification == null ? null : verification.ensure(epoch, requests);
            if (one != null && list == DeclaredList.TOOLS) {
                one = both(one, others(epoch, requests));
            }
            all = all == null ? one : one == null ? all : both(all, one);
        }
        return all;
    }

    /** Whether the last listing failed that a request uses, and the server has not said since that its list changed. */
    boolean haveFailed(String method, Map<String, @Nullable Object> params, long epoch) {
        for (DeclaredList list : neededBy(method, params)) {
            Verification verification = byList.get(list);
            if (verification != null && verification.hasFailed(epoch)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a server declares is met in one go, where it says what it declares. Nobody depends on these listings, so one
     * that is slow or fails is tried again when something of it is used.
     */
    private CompletionStage<?> others(long epoch, Listing.Requests requests) {
        if (!handshake.came()) {
            return CompletableFuture.completedStage(null);
        }
        var started = new ArrayList<CompletableFuture<?>>();
        byList.forEach((list, verification) -> {
            if (list != DeclaredList.TOOLS && handshake.mayHave(list) && verification.isDue(epoch)) {
                CompletionStage<?> one = verification.ensure(epoch, requests);
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
