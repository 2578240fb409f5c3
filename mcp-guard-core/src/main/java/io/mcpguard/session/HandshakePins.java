package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.json.SafeText;
import io.mcpguard.session.VerifiedItem.Objection;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a server says of itself by its pins. Instructions are text for the model: they are taken out unless they
 * are trusted. Capabilities open doors and are no text: other ones are recorded, since whatever comes through a door is
 * judged by itself, and an honest update adds some. A protocol version is recorded likewise, unless the client asked for
 * it; one older than was pinned, though the client asked for a newer one, is a downgrade and refused.
 */
final class HandshakePins {

    private static final int MAX_VERSION = 40;

    private final CurrentServer server;
    private final TrustBook book;
    private final PinFindings findings;

    HandshakePins(CurrentServer server, TrustBook book, PinFindings findings) {
        this.server = server;
        this.book = book;
        this.findings = findings;
    }

    ValidationResult validate(Interception in) {
        var found = new ArrayList<Finding>();
        instructions(in.payload().get("instructions"), found);
        capabilities(in.payload().get("capabilities"), found);
        version(in, found);
        return ValidationResult.of(found);
    }

    private void instructions(@Nullable Object instructions, List<Finding> found) {
        if (instructions == null) {
            return;
        }
        Standing standing = book.check(server.get(), ItemKind.INSTRUCTIONS, "", instructions);
        // They are learned with the first listing of tools; until then they go by what first sight is worth.
        boolean firstSight = book.trustsAtFirstSight()
                && (standing.state() == Standing.State.UNKNOWN_SERVER
                        || (standing.state() == Standing.State.ADDED
                                && !book.met(server.get(), ItemKind.INSTRUCTIONS)));
        if (!standing.trusted() && !firstSight) {
            found.add(findings.unasked("/instructions", Objection.of(standing)));
        }
    }

    private void capabilities(@Nullable Object capabilities, List<Finding> found) {
        Standing standing = book.check(server.get(), ItemKind.CAPABILITIES, "", capabilities);
        if (capabilities != null && isDrift(standing, ItemKind.CAPABILITIES)) {
            found.add(findings.note("/capabilities", Objection.of(standing)));
        }
    }

    private void version(Interception in, List<Finding> found) {
        String version = Handshake.version(in.payload());
        if (version == null || Handshake.isAskedFor(in.request(), in.payload())) {
            return;
        }
        Standing standing = book.check(server.get(), ItemKind.PROTOCOL_VERSION, "", version);
        if (!isDrift(standing, ItemKind.PROTOCOL_VERSION)) {
            return;
        }
        String path = in.payload().containsKey("protocolVersion") ? "/protocolVersion" : "/supportedVersions";
        String oldest = oldestTrusted();
        if (oldest != null && version.compareTo(oldest) < 0) {
            found.add(findings.unasked(
                    path,
                    new Objection(
                            Objection.DOWNGRADE,
                            "the server speaks " + SafeText.excerpt(version, MAX_VERSION) + " and is pinned with "
                                    + SafeText.excerpt(oldest, MAX_VERSION)
                                    + "; the client did not ask for the older protocol",
                            DriftSeverity.SUSPICIOUS)));
        } else {
            found.add(findings.note(path, Objection.of(standing)));
        }
    }

    private @Nullable String oldestTrusted() {
        String oldest = null;
        for (Pin pin : book.trusted(server.get(), ItemKind.PROTOCOL_VERSION, "")) {
            if (pin.definition() instanceof String version && (oldest == null || version.compareTo(oldest) < 0)) {
                oldest = version;
            }
        }
        return oldest;
    }

    private boolean isDrift(Standing standing, ItemKind kind) {
        return (standing.state() == Standing.State.CHANGED || standing.state() == Standing.State.ADDED)
                && book.met(server.get(), kind);
    }
}
