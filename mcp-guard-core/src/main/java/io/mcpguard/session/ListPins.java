package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.pipeline.Definitions.Known;
import io.mcpguard.session.VerifiedItem.Objection;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges one list of a server by its pins: what stands in it, and what of it is used. What it compares with was verified
 * by {@link Verification} in this epoch; without that nothing is trusted.
 */
final class ListPins {

    /** The rule that refuses while the guard does not know what the server declares. */
    static final String UNVERIFIED = "pins.unverified";

    private final DeclaredList list;
    private final CurrentServer server;
    private final TrustBook book;
    private final Verification verification;
    private final PinFindings findings;
    private final KnownPages known;

    /** Items that the client was last told otherwise than they are pinned, while the guard was told as they are. */
    private final Map<String, Deviation> deviating = new ConcurrentHashMap<>();

    private final AtomicLong listings = new AtomicLong();

    /**
     * What was said on one connection does not count on another.
     *
     * @param listing the listing of the client, all its pages, in which it was said
     * @param digest of what the client was told
     */
    private record Deviation(long epoch, long listing, String digest, Objection objection) {}

    ListPins(
            DeclaredList list,
            CurrentServer server,
            TrustBook book,
            Verification verification,
            PinFindings findings,
            KnownPages known) {
        this.list = list;
        this.server = server;
        this.book = book;
        this.verification = verification;
        this.findings = findings;
        this.known = known;
    }

    /** A new connection. */
    void reset() {
        deviating.clear();
    }

    /** The item as it was listed, for a request of a connection; null if it was not, or nothing is verified. */
    @Nullable
    VerifiedItem item(@Nullable Object name, long epoch) {
        return name instanceof String text ? verification.current(epoch).items().get(text) : null;
    }

    /** The item as it was listed last, even if the server has said since that the list changed. */
    @Nullable
    VerifiedItem last(String name) {
        return verification.last().items().get(name);
    }

    /** Why an item may not be used on a connection now; null if it may. */
    @Nullable
    Objection use(@Nullable Object name, long epoch) {
        Verified verified = verification.current(epoch);
        if (verified.failure() != null) {
            return new Objection(UNVERIFIED, verified.failure());
        }
        VerifiedItem item = name instanceof String text ? verified.items().get(text) : null;
        if (item == null) {
            return new Objection(Objection.UNLISTED, "the server does not list this " + list.word());
        }
        Objection objection = item.objection(standing(String.valueOf(name), item.definition()));
        return objection == null ? deviation(name, epoch) : objection;
    }

    /** Whether an item was listed in this epoch, however it stands to its pins. */
    boolean lists(@Nullable Object name, long epoch) {
        return item(name, epoch) != null;
    }

    /** Names of what was listed in this epoch. */
    Iterable<String> names(long epoch) {
        return verification.current(epoch).items().keySet();
    }

    private @Nullable Objection deviation(@Nullable Object name, long epoch) {
        Deviation found = deviating.get(String.valueOf(name));
        return found == null || found.epoch != epoch ? null : found.objection;
    }

    /** Whoever was told of it in two ways in one listing was told otherwise, in whatever order. */
    private void conforms(String name, long epoch, long listing) {
        if (deviating.isEmpty()) {
            return;
        }
        deviating.computeIfPresent(
                name, (key, found) -> found.epoch == epoch && found.listing != listing ? null : found);
    }

    /** Objects to the items of a page that deviate. */
    ValidationResult page(Interception in) {
        if (deviating.isEmpty() && known.isKnown(in)) {
            return ValidationResult.valid();
        }
        if (!(in.payload().get(list.key()) instanceof List<?> items)) {
            return ValidationResult.valid();
        }
        Verified verified = verification.last();
        if (verified.failure() != null) {
            // Empty pages would say that the server has none, and let a client follow cursors without end.
            return findings.result("", new Objection(UNVERIFIED, verified.failure()));
        }
        if (deviating.size() > verified.items().size()) {
            // What the guard is not told of any more cannot be used, and would be kept without end.
            deviating.keySet().retainAll(verified.items().keySet());
        }
        long listing = in.request().get("cursor") == null ? listings.incrementAndGet() : listings.get();
        List<Finding> found = null;
        for (int i = 0; i < items.size(); i++) {
            Objection objection = listed(verified, items.get(i), in.exchange().epoch(), listing);
            if (objection != null) {
                found = found == null ? new ArrayList<>() : found;
                found.add(findings.finding("/" + list.key() + "/" + i, objection));
            }
        }
        return found == null ? ValidationResult.valid() : ValidationResult.of(found);
    }

    private @Nullable Objection listed(Verified verified, @Nullable Object item, long epoch, long listing) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return null;
        }
        Standing standing = standing(name, definition);
        VerifiedItem known = verified.items().get(name);
        if (known != null && (known.twice() || known.definition().equals(definition))) {
            // Usually the client is told what the guard was told; then the guard knows more than how it stands to its
            // pins.
            conforms(name, epoch, listing);
            return known.objection(standing);
        }
        if (standing.trusted()) {
            conforms(name, epoch, listing);
            return ToolSchemas.of(list, definition).broken();
        }
        Objection objection = Objection.of(standing).untold();
        if (known != null) {
            deviating.put(name, new Deviation(epoch, listing, CanonicalJson.sha256(definition), objection));
        }
        return objection;
    }

    /** How much is known of an item before it is read. */
    Known known(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return Known.NOTHING;
        }
        VerifiedItem last = last(name);
        if (last == null || !last.definition().equals(definition)) {
            return Known.NOTHING;
        }
        if (last.clean()) {
            return Known.CLEAN;
        }
        Pin pin = standing(name, definition).pin();
        return pin != null && pin.state() == PinState.APPROVED ? Known.APPROVED : Known.NOTHING;
    }

    /**
     * What an approval of using an item on a connection holds for: what the guard was told of it, what the client was, and
     * what stands against it. If any of it changes, somebody approved something else.
     */
    Map<String, @Nullable Object> basis(@Nullable Object name, long epoch) {
        var basis = new LinkedHashMap<String, @Nullable Object>();
        VerifiedItem item = item(name, epoch);
        Deviation told = item == null ? null : deviating.get(String.valueOf(name));
        Objection objection = use(name, epoch);
        basis.put("listed", item == null ? null : CanonicalJson.sha256(item.definition()));
        basis.put("told", told == null || told.epoch != epoch ? null : told.digest);
        basis.put("against", objection == null ? null : objection.rule() + ": " + objection.reason());
        return basis;
    }

    /** What was listed last under a name, even if the server has said since that the list changed; null if nothing was. */
    @Nullable
    String lastDigest(@Nullable Object name) {
        VerifiedItem item = name instanceof String text ? last(text) : null;
        return item == null ? null : CanonicalJson.sha256(item.definition());
    }

    private Standing standing(String name, Object definition) {
        return book.check(server.get(), list.kind(), name, definition);
    }
}
