package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.text.Leaves;
import io.mcpguard.policy.Treatment;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.References;
import io.mcpguard.shadow.References.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for orders about tools of other servers in what a server sends: results, errors, notifications, requests. In
 * definitions {@code session.ShadowRules} does. A mention is nothing here: results are full of names.
 */
final class ForeignOrders {

    private static final String RULE = "shadow.order";

    /** More than so many in one message are not told, and it is refused: nobody reads them. */
    private static final int MAX_FOUND = 100;

    private final ForeignTools tools;
    private final Treatment treatment;
    private final boolean enforced;

    ForeignOrders(ForeignTools tools, Treatment treatment, boolean enforced) {
        this.tools = tools;
        this.treatment = treatment;
        this.enforced = enforced;
    }

    /** Looks at a message, adds what it finds to the tally, and returns what is to be cut out. */
    List<Finding> inspect(Surface surface, Intercepted in, Tally tally) {
        if (treatment == Treatment.ALLOW || !isLookedAt(surface)) {
            return List.of();
        }
        var cuts = new ArrayList<Finding>();
        var count = new int[1];
        Leaves.visit(in.payload(), (kind, isKey, text, pointer) -> {
            // What is called a cursor is read by a model all the same where it stands in structured content.
            if (kind == LeafKind.MEDIA || count[0] > MAX_FOUND) {
                return;
            }
            List<Reference> found = References.inResult(in.server().name(), text, tools);
            for (Reference reference : found) {
                if (reference.order() && count[0]++ < MAX_FOUND) {
                    boolean isCuttable = kind == LeafKind.PROSE && !isKey;
                    Finding finding = finding(reference, pointer.get());
                    add(isKey ? finding : finding.span(reference.start(), reference.end()), isCuttable, cuts, tally);
                }
            }
        });
        if (count[0] > MAX_FOUND && treatment != Treatment.FLAG) {
            tally.add(Inspection.NAME, enforced, Remedy.NONE, tooMany());
        }
        if (!cuts.isEmpty()) {
            tally.change(RULE, enforced, cuts.get(0).message());
        }
        return enforced ? cuts : List.of();
    }

    private static boolean isLookedAt(Surface surface) {
        return switch (surface) {
            case RESULT, ERROR, NOTIFICATION, SERVER_REQUEST -> true;
            case DEFINITION, INSTRUCTIONS, ARGUMENTS -> false;
        };
    }

    private void add(Finding finding, boolean isCuttable, List<Finding> cuts, Tally tally) {
        boolean isCut = treatment == Treatment.SANITIZE && isCuttable;
        boolean stops = treatment != Treatment.FLAG && !isCut;
        tally.add(Inspection.NAME, enforced, Remedy.NONE, finding.severity(stops ? Severity.ERROR : Severity.WARN));
        if (isCut) {
            cuts.add(finding);
        }
    }

    private static Finding finding(Reference reference, String path) {
        return Finding.of(Severity.ERROR, path, reference.describe()).rule(RULE).category("shadowing");
    }

    private static Finding tooMany() {
        return Finding.of(Severity.ERROR, "", "more than " + MAX_FOUND + " orders about tools of other servers")
                .rule(RULE)
                .category("shadowing");
    }
}
