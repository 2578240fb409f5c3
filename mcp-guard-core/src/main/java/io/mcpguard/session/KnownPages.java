package io.mcpguard.session;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import io.mcpguard.api.Server;
import io.mcpguard.json.Imprint;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.SameJson;
import io.mcpguard.policy.LimitsPolicy;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of lists in which nothing was found. One that comes again is compared once with what is remembered, and need
 * not be copied, read and judged item by item.
 *
 * <p>Nothing slips through by that. A page is recognised only if it is the same value by value and in the same order, no
 * digest stands for it, and what goes on is what is remembered. And it counts as known only as long as all that it was
 * judged by is the same: the guard's last listing, the pins, what other servers declare, where the server runs.
 *
 * <p>A page shares its items with the guard's last listing, so that what is remembered is little more than the text of
 * the page. Thread-safe.
 */
final class KnownPages {

    /** Pages behind longer cursors are judged anew each time. */
    private static final int MAX_CURSOR = 256;

    /**
     * What a page was judged by. Compared by identity: each of the three is immutable, and replaced when it changes.
     *
     * @param foreign grows with all that other servers declare
     */
    record Basis(Verified verified, Object pins, long foreign, Server server) {

        @SuppressWarnings("ReferenceEquality") // to compare a whole listing by value is what this saves
        boolean isStill(@Nullable Basis now) {
            return now != null
                    && verified == now.verified
                    && pins == now.pins
                    && foreign == now.foreign
                    && server == now.server;
        }
    }

    private record Page(List<?> items, Imprint imprint, Basis basis) {}

    /** Whose is null for what all have in common, cursor on the first page. */
    private record Key(
            DeclaredList list,
            @Nullable String whose,
            @Nullable String cursor) {}

    private final CurrentServer server;
    private final TrustBook book;
    private final Verifications verifications;
    private final LimitsPolicy limits;
    private final Map<Key, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long kept;

    KnownPages(CurrentServer server, TrustBook book, Verifications verifications, LimitsPolicy limits) {
        this.server = server;
        this.book = book;
        this.verifications = verifications;
        this.limits = limits;
    }

    /** A new connection. */
    void reset() {
        synchronized (pages) {
            pages.clear();
            kept = 0;
        }
    }

    /** The page that a result has again, immutable; null if it has none, or another. */
    @Nullable
    List<?> recognise(
            String event, Map<String, @Nullable Object> request, String whose, Map<String, @Nullable Object> result) {
        DeclaredList list = DeclaredList.of(event);
        if (list == null) {
            return null;
        }
        Page page = page(event, request, whose);
        return page != null && page.imprint.matches(result.get(list.key())) ? page.items : null;
    }

    /** The same result, holding the page that is remembered; itself if it has another. */
    Map<String, @Nullable Object> sharing(
            String event, Map<String, @Nullable Object> request, Map<String, @Nullable Object> result) {
        DeclaredList list = DeclaredList.of(event);
        List<?> page = list == null ? null : recognise(event, request, Viewpoint.NOBODY, result);
        return list == null || page == null ? result : Json.with(result, list.key(), page);
    }

    /** What a result of this method is judged by now; null if it is no list that is verified. */
    @Nullable
    Basis basis(String event, String whose) {
        DeclaredList list = DeclaredList.of(event);
        Outlooks outlooks = list == null ? null : verifications.of(list);
        return outlooks == null
                ? null
                : new Basis(
                        outlooks.of(whose).last(),
                        book.edition(),
                        book.foreign().version(),
                        server.get());
    }

    /** Whether a result holds a remembered page itself, in which by all that counts now nothing is found. */
    boolean isKnown(Interception in) {
        DeclaredList list = DeclaredList.of(in.event());
        if (list == null || in.kind() != Interception.Kind.RESULT || !in.fromServer()) {
            return false;
        }
        Page page = page(in.event(), in.request(), Viewpoint.whose(in));
        return page != null
                && page.items == in.payload().get(list.key())
                && page.basis.isStill(basis(in.event(), Viewpoint.whose(in)));
    }

    /**
     * Remembers the page of a result in which nothing was found, and of which nothing was changed.
     *
     * @param before what it was judged by, taken before that
     */
    void clean(Interception in, Basis before) {
        DeclaredList list = DeclaredList.of(in.event());
        Key key = key(in.event(), in.request(), Viewpoint.whose(in));
        if (list == null || key == null || !(in.payload().get(list.key()) instanceof List<?> items)) {
            return;
        }
        Page last = page(in.event(), in.request(), Viewpoint.whose(in));
        if (last != null && last.items == items) {
            if (!last.basis.isStill(before)) {
                put(key, new Page(items, last.imprint, before));
            }
            return;
        }
        List<?> shared = shared(list, items, before.verified);
        if (shared != null) {
            put(key, new Page(shared, Imprint.of(shared), before));
        }
    }

    /** The same items, as the guard's listing has them; null if it has any of them otherwise, or not at all. */
    private @Nullable List<?> shared(DeclaredList list, List<?> items, Verified verified) {
        var shared = new ArrayList<Object>(items.size());
        for (Object item : items) {
            VerifiedItem listed =
                    item instanceof Map<?, ?> definition && definition.get(list.nameKey()) instanceof String name
                            ? verified.items().get(name)
                            : null;
            if (listed == null || !SameJson.isCopy(listed.definition(), item)) {
                return null;
            }
            shared.add(listed.definition());
        }
        return JsonTree.freezeList(shared, limits.json());
    }

    private void put(Key key, Page page) {
        synchronized (pages) {
            Page old = pages.put(key, page);
            kept += page.items.size() - (old == null ? 0 : old.items.size());
            Iterator<Page> eldest = pages.values().iterator();
            while ((kept > 2L * limits.maxItems() || pages.size() > 4 * limits.maxPages()) && eldest.hasNext()) {
                kept -= eldest.next().items.size();
                eldest.remove();
            }
        }
    }

    private @Nullable Page page(String event, Map<String, @Nullable Object> request, String whose) {
        Key key = key(event, request, whose);
        if (key == null) {
            return null;
        }
        synchronized (pages) {
            return pages.get(key);
        }
    }

    /** Pages of principals with a listing of their own are theirs. */
    private @Nullable Key key(String event, Map<String, @Nullable Object> request, String whose) {
        DeclaredList list = DeclaredList.of(event);
        Object cursor = request.get("cursor");
        boolean isFit = cursor == null || (cursor instanceof String text && text.length() <= MAX_CURSOR);
        if (list == null || !isFit) {
            return null;
        }
        Outlooks outlooks = verifications.of(list);
        return new Key(list, outlooks != null && outlooks.hasOwn(whose) ? whose : null, (String) cursor);
    }
}
