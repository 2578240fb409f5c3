package io.mcpguard.session;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.drift.Renamed;
import io.mcpguard.drift.Renames;
import io.mcpguard.json.SameJson;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard's own listing of one list of a server: asks for it, has it learned, and makes of it what is verified. The one
 * of tools also has learned what the server said of itself.
 */
final class GuardListing {

    private static final Logger log = LoggerFactory.getLogger(GuardListing.class);

    /** A declared item, and whether inspection found nothing at all in it. */
    private record Listed(Observed.Item item, boolean quiet) {}

    private final DeclaredList list;
    private final CurrentServer server;
    private final Policy policy;
    private final TrustBook book;
    private final Handshake handshake;
    private final Introduction introduction;
    private final BiFunction<String, Map<String, @Nullable Object>, Harm> harm;
    private final Learning.Told told;

    /**
     * @param introduction what the server says of itself, which the listing of tools has learned again if need be
     * @param harm what inspection would make of a result of this method
     * @param told is told what came of each listing
     */
    GuardListing(
            DeclaredList list,
            CurrentServer server,
            Policy policy,
            TrustBook book,
            Handshake handshake,
            Introduction introduction,
            BiFunction<String, Map<String, @Nullable Object>, Harm> harm,
            Learning.Told told) {
        this.list = list;
        this.server = server;
        this.policy = policy;
        this.book = book;
        this.handshake = handshake;
        this.introduction = introduction;
        this.harm = harm;
        this.told = told;
    }

    /**
     * Lists once.
     *
     * @param generation what the result counts for
     * @param before what was verified last
     * @return does not fail for anything that the server does
     */
    CompletionStage<Verified> take(Listing.Requests requests, long generation, Verified before) {
        String unsure = server.unsure();
        if (unsure != null) {
            return CompletableFuture.completedStage(Verified.failed(generation, unsure));
        }
        return listed(requests)
                .thenCompose(answer -> {
                    List<Listed> items = answer.stream()
                            .map(item -> observe(item, before))
                            .filter(Objects::nonNull)
                            .toList();
                    List<String> collisions = collisions(items);
                    return book.learn(server.get(), observed(items)).thenApply(all -> {
                        Learned learned = all.without(server::expects);
                        told.learned(learned, collisions, tools(items));
                        return judge(generation, items, learned, before);
                    });
                })
                .exceptionally(e -> {
                    String reason = "its " + list.word() + "s could not be listed: " + Listing.reason(e);
                    log.warn("server \"{}\": {}", server.get().name(), reason);
                    return Verified.failed(generation, reason);
                });
    }

    private CompletionStage<List<@Nullable Object>> listed(Listing.Requests requests) {
        if (!handshake.mayHave(list)) {
            return CompletableFuture.completedStage(List.of());
        }
        CompletionStage<List<@Nullable Object>> listed = Listing.complete(requests, list, policy.limits());
        // Many servers with resources know no templates. If this one lies, what it lists for the client was added.
        return list == DeclaredList.TOOLS
                ? listed
                : listed.exceptionallyCompose(e -> Listing.isNotOffered(e)
                        ? CompletableFuture.completedStage(List.of())
                        : CompletableFuture.failedStage(e));
    }

    private @Nullable Listed observe(@Nullable Object item, Verified before) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return null;
        }
        VerifiedItem last = before.items().get(name);
        Harm found = last != null && last.clean() && last.definition().equals(definition)
                ? Harm.NONE
                : harm.apply(list.method(), Map.of(list.key(), Collections.singletonList(definition)));
        return new Listed(new Observed.Item(list.kind(), name, definition, found != Harm.KEPT_OUT), found == Harm.NONE);
    }

    private Observed observed(List<Listed> listed) {
        Set<ItemKind> kinds = EnumSet.of(list.kind());
        var items = new ArrayList<Observed.Item>();
        listed.forEach(item -> items.add(item.item()));
        if (list == DeclaredList.TOOLS) {
            Observed said = introduction.observed();
            kinds.addAll(said.listed());
            items.addAll(said.items());
        }
        return new Observed(handshake.serverInfo(), kinds, items);
    }

    private List<String> tools(List<Listed> items) {
        return list == DeclaredList.TOOLS
                ? items.stream().map(listed -> listed.item().name()).toList()
                : List.of();
    }

    /** Names of other servers' tools, where the policy lets a newcomer have them and wants it recorded. */
    private List<String> collisions(List<Listed> items) {
        return policy.pin().collision() == Treatment.BLOCK
                ? List.of()
                : items.stream()
                        .map(listed -> listed.item().name())
                        .filter(name -> book.ownerElsewhere(server.get(), list.kind(), name)
                                .isPresent())
                        .toList();
    }

    private Verified judge(long generation, List<Listed> listed, Learned learned, Verified before) {
        server.tell(learned);
        if (!learned.reason().isEmpty()) {
            log.warn("server \"{}\": {}", server.get().name(), learned.reason());
        }
        if (learned.outcome() == Learned.Outcome.IDENTITY_CHANGED || learned.outcome() == Learned.Outcome.UNREADABLE) {
            return Verified.failed(generation, learned.reason());
        }
        var why = new HeldItems();
        for (Learned.Held held : learned.held()) {
            if (held.pin().kind() == list.kind()) {
                why.add(held);
            }
        }
        Map<String, Renamed> renames = renames(listed, why);
        var items = new HashMap<String, VerifiedItem>();
        for (Listed item : listed) {
            items.merge(item.item().name(), verified(item, why, renames, before), VerifiedItem::declaredAgain);
        }
        return new Verified(generation, System.nanoTime(), Collections.unmodifiableMap(items), null);
    }

    /** What was added in place of something that is gone. Servers without a change, which are most, cost nothing here. */
    private Map<String, Renamed> renames(List<Listed> listed, HeldItems why) {
        if (!why.haveAny(Learned.Why.ADDED)) {
            return Map.of();
        }
        var names = new HashSet<String>();
        var added = new ArrayList<Renames.Named>();
        for (Listed each : listed) {
            Observed.Item item = each.item();
            Object definition = Objects.requireNonNull(item.definition());
            if (names.add(item.name())
                    && book.check(server.get(), list.kind(), item.name(), definition)
                                    .state()
                            == Standing.State.ADDED) {
                added.add(new Renames.Named(item.name(), definition));
            }
        }
        var renames = new HashMap<>(book.renames(server.get(), list.kind(), names, added, list.nameKey()));
        renames.entrySet().removeIf(renamed -> !isRuledAlike(renamed.getValue().from(), renamed.getKey()));
        return renames;
    }

    /** By another name a tool must not come by what the policy says of the old one. */
    private boolean isRuledAlike(String before, String now) {
        String of = server.get().name();
        return switch (list) {
            case TOOLS ->
                policy.tool(of, before).effect() == policy.tool(of, now).effect();
            case PROMPTS ->
                policy.prompt(of, before).effect() == policy.prompt(of, now).effect();
            case RESOURCES, TEMPLATES ->
                policy.resource(of, before).effect() == policy.resource(of, now).effect();
        };
    }

    private VerifiedItem verified(Listed listed, HeldItems why, Map<String, Renamed> renames, Verified before) {
        Observed.Item item = listed.item();
        Map<?, ?> definition = (Map<?, ?>) Objects.requireNonNull(item.definition());
        Pin pin = book.check(server.get(), list.kind(), item.name(), definition).pin();
        Learned.Why held = why.of(item, pin);
        String rival =
                held == Learned.Why.COLLISION ? Rivals.sentence(book, server.get(), list.kind(), item.name()) : "";
        Renamed renamed = renames.get(item.name());
        VerifiedItem last = before.items().get(item.name());
        if (last != null && last.definition().equals(definition)) {
            // The tree that is known already: who meets it again sees at once that it is the same.
            Map<?, ?> same = SameJson.isCopy(last.definition(), definition) ? last.definition() : definition;
            return new VerifiedItem(
                    same, false, held, rival, listed.quiet(), !item.clean(), last.output(), renamed, last.broken());
        }
        ToolSchemas schemas = ToolSchemas.of(list, definition);
        return new VerifiedItem(
                definition,
                false,
                held,
                rival,
                listed.quiet(),
                !item.clean(),
                schemas.output(),
                renamed,
                schemas.broken());
    }
}
