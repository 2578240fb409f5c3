package io.mcpguard.inspect.verdict;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.BuiltIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found, in document order. {@link io.mcpguard.api.Severity#ERROR} is a clear attack,
 * {@link io.mcpguard.api.Severity#WARN} is worth noticing. Spans are UTF-16 offsets into the string as it came; a
 * finding without one concerns an object key, or a whole message.
 */
public final class Report {

    public static final Report CLEAN = new Report(List.of(), List.of());

    private final List<Finding> findings;
    private final List<LeafKind> kinds;

    /** Two lists of one length: what was found, and the kind of string it was found in. */
    public Report(List<Finding> findings, List<LeafKind> kinds) {
        this.findings = List.copyOf(findings);
        this.kinds = List.copyOf(kinds);
    }

    /** {@return whether nothing was found} */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /**
     * {@return whether nothing was found but what the classifier alone noticed} That is one honest definition in fifty: too
     * many to hold a change or a new tool back for.
     */
    public boolean isNearlyClean() {
        return findings.stream().allMatch(Report::isFaint);
    }

    /** Whether a finding is one that the classifier alone noticed. */
    public static boolean isFaint(Finding finding) {
        return finding.rule().equals(BuiltIn.MODEL) && finding.severity() != Severity.ERROR;
    }

    /** {@return what was found, in document order} */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The kind of string a finding of this report lies in.
     *
     * @param finding one of {@link #findings()}
     * @return the kind, {@link LeafKind#IDENTIFIER} for an object key, null if the finding is not of this report
     */
    public @Nullable LeafKind leafKind(Finding finding) {
        int at = findings.indexOf(finding);
        return at < 0 ? null : kinds.get(at);
    }
}
