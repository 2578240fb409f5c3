package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.pipeline.Definitions.Known;
import io.mcpguard.session.Deviations.Deviation;
import io.mcpguard.session.VerifiedItem.Objection;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges one list of a server by its pins: what stands in it, and what of it is used. What it compares with was verified
 * by {@link Verification} in this epoch, for whoever asks; without that nothing is trusted.
 */
final class ListPins {

    /** The rule that refuses while the guard does not know what the server declares. */
    static final String UNVERIFIED = "pins.unverified";

    private final DeclaredList list;
    private final CurrentServer server;
    private final TrustBook book;
    private final Outlooks outlooks;
    private final PinFindings findings;
    private final KnownPages known;

    ListPins(
            DeclaredList list,
            CurrentServer server,
            TrustBook book,
            Outlooks outlooks,
            PinFindings findings,
            KnownPages known) {
        this.list = list;
        this.server = server;
        this.book = book;
        this.outlooks = outlooks;
        this.findings = findings;
        this.known = known;
    }

    /** The item as it was listed, for a request; null if it was not, or nothing is verified. */
    @Nullable
    VerifiedItem item(@Nullable Object name, Viewpoint by) {
        return name instanceof String text ? verified(by).items().get(text) : null;
    }

    private Verified verified(Viewpoint by) {
        return outlooks.of(by.whose()).current(by.epoch());
    }

    /** The item as it was listed last, even if the server has said since that the list changed. */
    @Nullable
    VerifiedItem last(String name, String whose) {
        return outlooks.of(whose).last().items().get(name);
    }

    /** Why an item may not be used now; null if it may. */
    @Nullable
    Objection use(@Nullable Object name, Viewpoint by) {
        Verified verified = verified(by);
        if (verified.failure() != null) {
            return new Objection(UNVERIFIED, verified.failure());
        }
        VerifiedItem item = name instanceof String text ? verified.items().get(text) : null;
        if (item == null) {
            return new Objection(Objection.UNLISTED, "the server does not list this " + list.word());
        }
        Objection objection = item.objection(standing(String.valueOf(name), item.definition()));
        Deviation told = objection == null ? told(name, by) : null;
        return told == null ? objection : told.objection();
    }

    /** Whether an item is listed, however it stands to its pins. */
    boolean lists(@Nullable Object name, Viewpoint by) {
        return item(name, by) != null;
    }

    /** Names of what is listed. */
    Iterable<String> names(Viewpoint by) {
        return verified(by).items().keySet();
    }

    private @Nullable Deviation told(@Nullable Object name, Viewpoint by) {
        return outlooks.of(by.whose()).deviations().of(String.valueOf(name), by.epoch());
    }

    /** Objects to the items of a page that deviate. */
    ValidationResult page(Interception in) {
        Verification verification = outlooks.of(Viewpoint.whose(in));
        Deviations deviations = verification.deviations();
        if (deviations.areNone() && known.isKnown(in)) {
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
        deviations.limitTo(verified.items().keySet());
        long listing = deviations.listing(in.request().get("cursor") == null);
        var page = new Page(verified, deviations, in.exchange().epoch(), listing);
        List<Finding> found = null;
        for (int i = 0; i < items.size(); i++) {
            Objection objection = listed(page, items.get(i));
            if (objection != null) {
                found = found == null ? new ArrayList<>() : found;
                found.add(findings.finding("/" + list.key() + "/" + i, objection));
            }
        }
        return found == null ? ValidationResult.valid() : ValidationResult.of(found);
    }

    /** What a page of the client is compared with, and in which of its listings it came. */
    private record Page(Verified verified, Deviations deviations, long epoch, long listing) {

        void conforms(String name) {
            deviations.conforms(name, epoch, listing);
        }
    }

    private @Nullable Objection listed(Page page, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return null;
        }
        Standing standing = standing(name, definition);
        VerifiedItem known = page.verified.items().get(name);
        if (known != null && (known.twice() || known.definition().equals(definition))) {
            // Usually the client is told what the guard was told; then the guard knows more than how it stands to its
            // pins.
            page.conforms(name);
            return known.objection(standing);
        }
        if (standing.trusted()) {
            page.conforms(name);
            return ToolSchemas.of(list, definition).broken();
        }
        Objection objection = Objection.of(standing).untold();
        if (known != null) {
            page.deviations.put(
                    name, new Deviation(page.epoch, page.listing, CanonicalJson.sha256(definition), objection));
        }
        return objection;
    }

    /** How much is known of an item before it is read. */
    Known known(@Nullable Object item, String whose) {
        if (!(item instanceof Map<?, ?> definition) || !(definition.get(list.nameKey()) instanceof String name)) {
            return Known.NOTHING;
        }
        VerifiedItem last = last(name, whose);
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
     * What an approval of using an item holds for: what the guard was told of it, what the client was, and
     * what stands against it. If any of it changes, somebody approved something else.
     */
    Map<String, @Nullable Object> basis(@Nullable Object name, Viewpoint by) {
        var basis = new LinkedHashMap<String, @Nullable Object>();
        VerifiedItem item = item(name, by);
        Deviation told = item == null ? null : told(name, by);
        Objection objection = use(name, by);
        basis.put("listed", item == null ? null : CanonicalJson.sha256(item.definition()));
        basis.put("told", told == null ? null : told.digest());
        basis.put("against", objection == null ? null : objection.rule() + ": " + objection.reason());
        return basis;
    }

    /** What was listed last under a name, even if the server has said since that the list changed; null if nothing was. */
    @Nullable
    String lastDigest(@Nullable Object name, String whose) {
        VerifiedItem item = name instanceof String text ? last(text, whose) : null;
        return item == null ? null : CanonicalJson.sha256(item.definition());
    }

    private Standing standing(String name, Object definition) {
        return book.check(server.get(), list.kind(), name, definition);
    }
}
