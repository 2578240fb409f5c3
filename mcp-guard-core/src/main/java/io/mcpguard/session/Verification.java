package io.mcpguard.session;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.schema.SchemaValidator;
import io.mcpguard.schema.UnsupportedSchemaException;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies pins by the guard's own complete listing: before the first use in an epoch, after {@code list_changed}, and
 * after a time. One listing at a time; who comes meanwhile waits for it.
 */
final class Verification {

    private static final Logger log = LoggerFactory.getLogger(Verification.class);

    /** A server that says {@code list_changed} during every listing is not waited for without end. */
    private static final int MAX_TRIES = 3;

    /** A declared tool, and whether inspection found nothing at all in it. */
    private record Listed(Observed.Item item, boolean quiet) {}

    private static final Verified NOT_YET = Verified.failed(-1, "the pins are not verified yet");

    private final Server server;
    private final Policy policy;
    private final TrustBook book;
    private final BiFunction<String, Map<String, @Nullable Object>, Harm> harm;
    private final BiConsumer<Learned, List<String>> told;
    private final Object lock = new Object();
    private long generation;
    private @Nullable CompletableFuture<Verified> running;
    private volatile Verified verified = NOT_YET;
    private volatile Map<String, @Nullable Object> initialized = Map.of();
    private volatile boolean initializeSeen;

    /**
     * @param harm what inspection would make of a result of this method
     * @param told is told what came of each listing
     */
    Verification(
            Server server,
            Policy policy,
            TrustBook book,
            BiFunction<String, Map<String, @Nullable Object>, Harm> harm,
            BiConsumer<Learned, List<String>> told) {
        this.server = server;
        this.policy = policy;
        this.book = book;
        this.harm = harm;
        this.told = told;
    }

    /** A new connection: nothing of the last one counts. */
    void reset() {
        synchronized (lock) {
            generation++;
            running = null;
            verified = NOT_YET;
            initialized = Map.of();
            initializeSeen = false;
        }
    }

    /** The server says that its lists changed. */
    void stale() {
        synchronized (lock) {
            generation++;
        }
    }

    /** The server's initialize result, as it came. */
    void initialized(Map<String, @Nullable Object> result) {
        initialized = result;
        initializeSeen = true;
    }

    /** What was verified last, even if the server has said since that its lists changed. */
    Verified last() {
        return verified;
    }

    /** What is verified now: a failure if nothing is, or if the server has said since that its lists changed. */
    Verified current() {
        Verified last = verified;
        synchronized (lock) {
            return last.generation() == generation ? last : NOT_YET;
        }
    }

    /** Verifies, unless what was verified is fresh; null if there is nothing to wait for. Never fails. */
    @Nullable
    CompletionStage<?> ensure(Listing.Requests requests) {
        return isFresh() ? null : verify(requests, MAX_TRIES);
    }

    private boolean isFresh() {
        Verified last = verified;
        synchronized (lock) {
            return last.failure() == null
                    && last.generation() == generation
                    && System.nanoTime() - last.at() < policy.pin().recheck().toNanos();
        }
    }

    private CompletionStage<?> verify(Listing.Requests requests, int tries) {
        if (tries == 0) {
            synchronized (lock) {
                verified = Verified.failed(generation, "the server changes its list while it is listed");
            }
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Verified> mine;
        CompletableFuture<Verified> other;
        long of;
        synchronized (lock) {
            other = running;
            of = generation;
            mine = new CompletableFuture<>();
            if (other == null) {
                running = mine;
            }
        }
        if (other != null) {
            return other.thenCompose(ignored -> again(requests, tries));
        }
        started(requests, of).whenComplete((result, e) -> {
            // What the chain itself throws would be a bug of ours, and then nothing may be trusted.
            Verified outcome = e == null ? result : Verified.failed(of, Listing.reason(e));
            synchronized (lock) {
                if (running == mine) {
                    running = null;
                    verified = outcome;
                }
            }
            mine.complete(outcome);
        });
        return mine.thenCompose(ignored -> again(requests, tries));
    }

    private CompletionStage<?> again(Listing.Requests requests, int tries) {
        Verified last = verified;
        boolean done;
        synchronized (lock) {
            done = last.generation() == generation;
        }
        return done ? CompletableFuture.completedStage(null) : verify(requests, tries - 1);
    }

    private CompletionStage<Verified> started(Listing.Requests requests, long of) {
        try {
            return list(requests, of);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Verified> list(Listing.Requests requests, long of) {
        CompletionStage<List<@Nullable Object>> listing = declaresTools()
                ? Listing.complete(requests, "tools/list", "tools", policy.limits())
                : CompletableFuture.completedStage(List.of());
        return listing.thenCompose(items -> {
                    List<Listed> tools = items.stream()
                            .map(this::observe)
                            .filter(Objects::nonNull)
                            .toList();
                    var everything = new ArrayList<Observed.Item>();
                    tools.forEach(tool -> everything.add(tool.item()));
                    Object instructions = initialized.get("instructions");
                    if (instructions instanceof String) {
                        boolean harmless =
                                harm.apply("initialize", Map.of("instructions", instructions)) != Harm.KEPT_OUT;
                        everything.add(new Observed.Item(ItemKind.INSTRUCTIONS, "", instructions, harmless));
                    }
                    List<String> collisions = collisions(tools);
                    return book.learn(server, new Observed(serverInfo(), everything))
                            .thenApply(learned -> {
                                told.accept(learned, collisions);
                                return judge(of, tools, learned);
                            });
                })
                .exceptionally(e -> {
                    String reason = Listing.reason(e);
                    log.warn("server \"{}\": its tools could not be listed: {}", server.name(), reason);
                    return Verified.failed(of, "its tools could not be listed: " + reason);
                });
    }

    /** From 2026-07-28 on there is no initialize; then only asking tells. */
    private boolean declaresTools() {
        return !initializeSeen
                || (initialized.get("capabilities") instanceof Map<?, ?> capabilities
                        && capabilities.containsKey("tools"));
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    private Map<String, @Nullable Object> serverInfo() {
        return initialized.get("serverInfo") instanceof Map<?, ?> info
                ? (Map<String, @Nullable Object>) info
                : Map.of();
    }

    private @Nullable Listed observe(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get("name") instanceof String name)) {
            return null;
        }
        VerifiedTool before = verified.tools().get(name);
        Harm found = before != null && before.clean() && before.definition().equals(definition)
                ? Harm.NONE
                : harm.apply("tools/list", Map.of("tools", Collections.singletonList(definition)));
        return new Listed(
                new Observed.Item(ItemKind.TOOL, name, definition, found != Harm.KEPT_OUT), found == Harm.NONE);
    }

    /** Names of other servers' tools, where the policy lets a newcomer have them and wants it recorded. */
    private List<String> collisions(List<Listed> tools) {
        return policy.pin().collision() == Treatment.BLOCK
                ? List.of()
                : tools.stream()
                        .map(tool -> tool.item().name())
                        .filter(name ->
                                book.ownerElsewhere(server, ItemKind.TOOL, name).isPresent())
                        .toList();
    }

    private Verified judge(long of, List<Listed> listed, Learned learned) {
        if (!learned.reason().isEmpty()) {
            log.warn("server \"{}\": {}", server.name(), learned.reason());
        }
        if (learned.outcome() == Learned.Outcome.IDENTITY_CHANGED || learned.outcome() == Learned.Outcome.UNREADABLE) {
            return Verified.failed(of, learned.reason());
        }
        var why = new HashMap<String, Learned.Why>();
        learned.held()
                .forEach(held -> why.put(held.pin().name() + '\n' + held.pin().digest(), held.why()));
        var tools = new HashMap<String, VerifiedTool>();
        for (Listed tool : listed) {
            tools.merge(tool.item().name(), verified(tool, why), VerifiedTool::declaredAgain);
        }
        return new Verified(of, System.nanoTime(), Collections.unmodifiableMap(tools), null);
    }

    private VerifiedTool verified(Listed listed, Map<String, Learned.Why> why) {
        Observed.Item item = listed.item();
        Map<?, ?> definition = (Map<?, ?>) Objects.requireNonNull(item.definition());
        Pin pin = book.check(server, ItemKind.TOOL, item.name(), definition).pin();
        Learned.Why held = pin == null ? null : why.get(item.name() + '\n' + pin.digest());
        VerifiedTool before = verified.tools().get(item.name());
        if (before != null && before.definition().equals(definition)) {
            return new VerifiedTool(
                    definition, false, held, listed.quiet(), before.output(), before.outputUnsupported());
        }
        Object schema = definition.get("outputSchema");
        try {
            SchemaValidator output = schema == null ? null : SchemaValidator.compile(schema);
            return new VerifiedTool(definition, false, held, listed.quiet(), output, false);
        } catch (UnsupportedSchemaException e) {
            return new VerifiedTool(definition, false, held, listed.quiet(), null, true);
        }
    }
}
