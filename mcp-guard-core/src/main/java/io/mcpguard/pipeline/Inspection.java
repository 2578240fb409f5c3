package io.mcpguard.pipeline;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.sanitise.Fence;
import io.mcpguard.inspect.verdict.Report;
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

    /** Looks at a message, adds what it finds to the tally, and returns what is to be cut out or fenced. */
    Spans inspect(Intercepted in, Tally tally) {
        Surface surface = Surface.of(in.event(), in.phase(), in.kind(), in.fromServer());
        Spans spans = inspectText(surface, in, tally);
        return foreign == null ? spans : spans.and(new Spans(foreign.inspect(surface, in, tally), List.of(), false));
    }

    private Spans inspectText(Surface surface, Intercepted in, Tally tally) {
        if (in.fromServer()
                && in.kind() == Interception.Kind.RESULT
                && in.payload().get(ASKED) != null) {
            return inspectAsked(surface, in, tally);
        }
        return inspect(surface, in, tally);
    }

    private Spans inspect(Surface surface, Intercepted in, Tally tally) {
        List<?> items = Items.of(in);
        if (items.isEmpty()) {
            Report report = inspector.inspect(surface, in.event(), in.phase(), in.payload(), situations.of(in));
            return report.isClean() ? Spans.NONE : judge(surface, report, "", false, in, tally);
        }
        return inspectItems(surface, in, items, tally);
    }

    /** From MCP 2026-07-28 on a result may hold what a server asks of the client: the same as a request of its own. */
    private Spans inspectAsked(Surface surface, Intercepted in, Tally tally) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put(ASKED, in.payload().get(ASKED));
        Report report = inspector.inspect(Surface.SERVER_REQUEST, in.event(), in.phase(), asked);
        Spans spans = report.isClean() ? Spans.NONE : judge(Surface.SERVER_REQUEST, report, "", false, in, tally);
        return spans.and(inspect(surface, in.payload(Json.with(in.payload(), ASKED, Map.of())), tally));
    }

    /** A list is mostly what was listed before: items that were found clean under the same digest are not read again. */
    private Spans inspectItems(Surface surface, Intercepted in, List<?> items, Tally tally) {
        String key = requireNonNull(Items.key(in));
        Report around = inspector.inspect(surface, in.event(), in.phase(), Items.around(in));
        Spans spans = around.isClean() ? Spans.NONE : judge(surface, around, "", false, in, tally);
        if (definitions.isKnown(in)) {
            return spans;
        }
        for (int i = 0; i < items.size(); i++) {
            Definitions.Known known = definitions.known(in, items.get(i));
            if (known == Definitions.Known.CLEAN) {
                continue;
            }
            Report report = inspector.inspect(
                    surface, in.event(), in.phase(), Map.of(key, Collections.singletonList(items.get(i))));
            if (!report.isClean()) {
                boolean approved = known == Definitions.Known.APPROVED;
                spans = spans.and(judge(surface, report, "/" + key + "/" + i, approved, in, tally));
            }
        }
        return spans;
    }

    private Spans judge(Surface surface, Report report, String item, boolean approved, Intercepted in, Tally tally) {
        var cuts = new ArrayList<Finding>();
        var fenced = new ArrayList<Finding>();
        boolean fencing = false;
        for (Finding finding : report.findings()) {
            LeafKind kind = report.leafKind(finding);
            Finding placed = item.isEmpty() ? finding : at(item, finding);
            FindingRuling ruling = policy.ruling(surface, placed);
            Treatment treatment = treatment(ruling, surface, placed, kind);
            fencing |= ruling.treatment() == Treatment.FENCE;
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
                case FENCE -> {
                    note(Severity.WARN, placed, tally);
                    if (!(Json.at(in.payload(), placed.path()) instanceof String text && Fence.isFenced(text))) {
                        fenced.add(placed);
                    }
                }
            }
        }
        if (!cuts.isEmpty()) {
            tally.change(cuts.get(0).rule(), enforced, cuts.get(0).message());
        }
        if (!fenced.isEmpty()) {
            tally.change(fenced.get(0).rule(), enforced, fenced.get(0).message() + "; fenced, not cut");
        }
        return enforced ? new Spans(cuts, fenced, fencing) : Spans.NONE;
    }

    private void note(Severity atMost, Finding finding, Tally tally) {
        Severity severity = finding.severity().compareTo(atMost) > 0 ? atMost : finding.severity();
        tally.add(NAME, enforced, Remedy.NONE, finding.severity(severity));
    }

    /** What becomes of a finding: what the policy wants, where that can be done. */
    static Treatment treatment(FindingRuling ruling, Surface surface, Finding finding, @Nullable LeafKind kind) {
        // Only prose can lose a sentence and still be what it was; a name or a cursor cannot. And a definition that
        // was cut is no longer the one that somebody approved.
        boolean cuttable = kind == LeafKind.PROSE && finding.start() >= 0 && surface != Surface.DEFINITION;
        return switch (ruling.treatment()) {
            case SANITIZE -> cuttable ? Treatment.SANITIZE : Treatment.BLOCK;
            case FENCE -> !cuttable ? Treatment.BLOCK : isFenceable(finding) ? Treatment.FENCE : Treatment.SANITIZE;
            default -> ruling.treatment();
        };
    }

    /** What no person would see serves nobody as data: it is cut. */
    private static boolean isFenceable(Finding finding) {
        return Fence.canStandAt(finding.path()) && !Inspector.isUnseen(finding);
    }

    /** How harmless a definition is, before anything is known of it. */
    Harm harm(Intercepted in) {
        Surface surface = Surface.of(in.event(), in.phase(), in.kind(), in.fromServer());
        Report report = inspector.inspect(surface, in.event(), in.phase(), in.payload());
        for (Finding finding : report.findings()) {
            FindingRuling ruling = policy.ruling(surface, finding);
            Treatment treatment = treatment(ruling, surface, finding, report.leafKind(finding));
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
