package io.mcpguard.session;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.TrustBook;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Has learned what a server says of itself, when it says it: a server whose tools nobody lists would else be seen for the
 * first time on every connection.
 */
final class Introduction {

    private final CurrentServer server;
    private final Policy policy;
    private final TrustBook book;
    private final Handshake handshake;
    private final BiFunction<String, Map<String, @Nullable Object>, Harm> harm;
    private final Learning.Told told;

    /**
     * @param harm what inspection would make of a result of this method
     * @param told is told what came of it, where that is anything
     */
    Introduction(
            CurrentServer server,
            Policy policy,
            TrustBook book,
            Handshake handshake,
            BiFunction<String, Map<String, @Nullable Object>, Harm> harm,
            Learning.Told told) {
        this.server = server;
        this.policy = policy;
        this.book = book;
        this.handshake = handshake;
        this.harm = harm;
        this.told = told;
    }

    /** It came just now. What goes wrong here goes wrong again with the next listing, which says so. */
    void came() {
        if (!handshake.came() || server.unsure() != null) {
            return;
        }
        var unused = book.learn(server.get(), observed()).thenAccept(all -> {
            Learned learned = all.without(server::expects);
            if (!learned.trusted().isEmpty()
                    || !learned.held().isEmpty()
                    || !learned.alarms().isEmpty()) {
                server.tell(learned);
                told.learned(learned, List.of(), List.of());
            }
        });
    }

    /** What is to be learned of it; nothing before it came. What a server does not declare now it would declare anew later. */
    Observed observed() {
        Observed said = handshake.observed(harm);
        if (!handshake.came()) {
            return said;
        }
        Set<ItemKind> kinds = EnumSet.noneOf(ItemKind.class);
        kinds.addAll(said.listed());
        for (DeclaredList list : DeclaredList.values()) {
            if (!handshake.mayHave(list)
                    && (list != DeclaredList.RESOURCES || policy.pin().resources())) {
                kinds.add(list.kind());
            }
        }
        List<Observed.Item> items =
                said.items().stream().filter(item -> !isClientsChoice(item)).toList();
        return new Observed(said.serverInfo(), kinds, items);
    }

    /** Clients of one process may speak different versions, each the one it asked for. */
    private boolean isClientsChoice(Observed.Item item) {
        return item.kind() == ItemKind.PROTOCOL_VERSION
                && handshake.versionWasAskedFor()
                && book.met(server.get(), ItemKind.PROTOCOL_VERSION);
    }
}
