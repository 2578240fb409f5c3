package io.mcpguard.pipeline;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Report;
import io.mcpguard.inspect.Surface;
import io.mcpguard.policy.FindingRuling;
import io.mcpguard.policy.InspectPolicy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.shadow.ForeignTools;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage that looks for injection and poisoning: one verdict a finding, by surface and kind of string. */
final class Inspection {

    static final String NAME = "inspect";

    private static final String ASKED = "inputRequests";

    private final Inspector inspector;
    private final InspectPolicy policy;
    private final boolean enforced;
    private final Definitions definitions;
    private final @Nullable ForeignOrders foreign;
    private final Situations situations;

    Inspection(
            Inspector inspector,
            InspectPolicy policy,
            boolean enforced,
            Definitions definitions,
            @Nullable ForeignTools tools,
            Situations situations) {
        this.inspector = inspector;
        this.policy = policy;
        this.enforced = enforced;
        this.definitions = definitions;
        this.situations = situations;
        this.foreign = tools == null ? null : new ForeignOrders(tools, policy.foreignOrders(), enforced);
    }

    /** Looks at a message, adds what it finds to the tally, and returns what is to be cut out. */
    List<Finding> inspect(Intercepted in, Tally tally) {
        Surface surface = Surface.of(in.event(), in.phase(), in.kind(), in.fromServer());
        List<Finding> cuts = inspectText(surface, in, tally);
        List<Finding> orders = foreign == null ? List.of() : foreign.inspect(surface, in, tally);
        if (orders.isEmpty()) {
            return cuts;
        }
        var all = new ArrayList<>(cuts);
        all.addAll(orders);
        return all;
    }

    private List<Finding> inspectText(Surface surface, Intercepted in, Tally tally) {
        if (in.fromServer()
                && in.kind() == Interception.Kind.RESULT
                && in.payload().get(ASKED) != null) {
            return inspectAsked(surface, in, tally);
        }
        return inspect(surface, in, tally);
    }

    private List<Finding> inspect(Surface surface, Intercepted in, Tally tally) {
        List<?> items = Items.of(in);
        if (items.isEmpty()) {
            Report report = inspector.inspect(surface, in.event(), in.phase(), in.payload(), situations.of(in));
            return report.isClean() ? List.of() : judge(surface, report, "", false, tally);
        }
        return inspectItems(surface, in, items, tally);
    }

    /** From MCP 2026-07-28 on a result may hold what a server asks of the client: the same as a request of its own. */
    private List<Finding> inspectAsked(Surface surface, Intercepted in, Tally tally) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put(ASKED, in.payload().get(ASKED));
        Report report = inspector.inspect(Surface.SERVER_REQUEST, in.event(), in.phase(), asked);
        var cuts = new ArrayList<Finding>();
        if (!report.isClean()) {
            cuts.addAll(judge(Surface.SERVER_REQUEST, report, "", false, tally));
        }
        cuts.addAll(inspect(surface, in.payload(Json.with(in.payload(), ASKED, Map.of())), tally));
        return cuts;
    }

    /** A list is mostly what was listed before: items that were found clean under the same digest are not read again. */
    private List<Finding> inspectItems(Surface surface, Intercepted in, List<?> items, Tally tally) {
        String key = requireNonNull(Items.key(in));
        var cuts = new ArrayList<Finding>();
        Report around = inspector.inspect(surface, in.event(), in.phase(), Items.around(in));
        if (!around.isClean()) {
            cuts.addAll(judge(surface, around, "", false, tally));
        }
        if (definitions.isKnown(in)) {
            return cuts;
        }
        for (int i = 0; i < items.size(); i++) {
            Definitions.Known known = definitions.known(in, items.get(i));
            if (known == Definitions.Known.CLEAN) {
                continue;
            }
            Report report = inspector.inspect(
                    surface, in.event(), in.phase(), Map.of(key, Collections.singletonList(items.get(i))));
            if (!report.isClean()) {
                cuts.addAll(judge(surface, report, "/" + key + "/" + i, known == Definitions.Known.APPROVED, tally));
            }
        }
        return cuts;
    }

    private List<Finding> judge(Surface surface, Report report, String item, boolean approved, Tally tally) {
        var cuts = new ArrayList<Finding>();
        for (Finding finding : report.findings()) {
            LeafKind kind = report.leafKind(finding);
            Finding placed = item.isEmpty() ? finding : at(item, finding);
            Treatment treatment = treatment(surface, placed, kind);
            if (approved && treatment != Treatment.ALLOW) {
                treatment = Treatment.FLAG;
            }
            switch (treatment) {
                case ALLOW -> note(Severity.INFO, placed, tally);
                case FLAG -> note(Severity.WARN, placed, tally);
                case ASK -> tally.add(NAME, enforced, Remedy.REVIEWED, placed.severity(Severity.ERROR));
                case BLOCK -> tally.add(NAME, enforced, Remedy.NONE, placed.severity(Severity.ERROR));
                case SANITIZE -> {
                    note(Severity.WARN, placed, tally);
                    cuts.add(placed);
                }
            }
        }
        if (!cuts.isEmpty()) {
            tally.change(cuts.get(0).rule(), enforced, cuts.get(0).message());
        }
        return enforced ? cuts : List.of();
    }

    private void note(Severity atMost, Finding finding, Tally tally) {
        Severity severity = finding.severity().compareTo(atMost) > 0 ? atMost : finding.severity();
        tally.add(NAME, enforced, Remedy.NONE, finding.severity(severity));
    }

    private Treatment treatment(Surface surface, Finding finding, @Nullable LeafKind kind) {
        return treatment(policy.ruling(surface, finding), surface, finding, kind);
    }

    /** What becomes of a finding: what the policy wants, where that can be done. */
    static Treatment treatment(FindingRuling ruling, Surface surface, Finding finding, @Nullable LeafKind kind) {
        // Only prose can lose a sentence and still be what it was; a name or a cursor cannot. And a definition that
        // was cut is no longer the one that somebody approved.
        boolean cuttable = kind == LeafKind.PROSE && finding.start() >= 0 && surface != Surface.DEFINITION;
        return ruling.treatment() == Treatment.SANITIZE && !cuttable ? Treatment.BLOCK : ruling.treatment();
    }

    /** How harmless a definition is, before anything is known of it. */
    Harm harm(Intercepted in) {
        Surface surface = Surface.of(in.event(), in.phase(), in.kind(), in.fromServer());
        Report report = inspector.inspect(surface, in.event(), in.phase(), in.payload());
        for (Finding finding : report.findings()) {
            Treatment treatment = treatment(surface, finding, report.leafKind(finding));
            if (treatment != Treatment.ALLOW && treatment != Treatment.FLAG) {
                return Harm.KEPT_OUT;
            }
        }
        return report.isNearlyClean() ? Harm.NONE : Harm.NOTICED;
    }

    /** From "/tools/0/..." in a list of one to its place in the whole list. */
    private static Finding at(String item, Finding finding) {
        int third = finding.path().indexOf('/', finding.path().indexOf('/', 1) + 1);
        String path = third < 0 ? item : item + finding.path().substring(third);
        return moved(finding, path);
    }

    private static Finding moved(Finding finding, String path) {
        Finding moved = Finding.of(finding.severity(), path, finding.message())
                .rule(finding.rule())
                .category(finding.category())
                .confidence(finding.confidence());
        return finding.start() < 0 ? moved : moved.span(finding.start(), finding.end());
    }
}
