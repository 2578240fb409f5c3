package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.names.Likeness;
import io.mcpguard.names.NameFaults;
import io.mcpguard.names.NameIndex;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The names of the servers of a guard, and what a name among them may be taken for. A name that the policy lists or the
 * lock trusts is somebody's decision and compared with nothing. Thread-safe.
 */
final class ServerNames {

    static final String RULE = "names.server";

    private static final String CATEGORY = "spoofing";

    /** So many names of open sessions are remembered; more are not compared with. */
    private static final int MAX_LIVE = 10_000;

    private final Map<String, Integer> live = new ConcurrentHashMap<>();

    /** Grows whenever a name comes or goes. */
    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Firm lastFirm;
    private volatile @Nullable Live lastLive;

    /** The names that somebody decided about, as long as pins and policy are these. */
    private record Firm(Object edition, Policy policy, Set<String> names, NameIndex index) {

        @SuppressWarnings("ReferenceEquality") // both are immutable, and replaced when they change
        boolean isOf(Object nowEdition, Policy nowPolicy) {
            return edition == nowEdition && policy == nowPolicy;
        }
    }

    /** The other names of open sessions, as long as none came or went. */
    private record Live(long changes, Firm firm, NameIndex index) {}

    /**
     * What came of a comparison.
     *
     * @param findings errors for what is refused, warnings for what is not
     * @param isFinal false while the pins are not read
     */
    record Verdict(List<Finding> findings, boolean isFinal) {

        Verdict {
            findings = List.copyOf(findings);
        }

        List<Finding> errors() {
            return findings.stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .toList();
        }
    }

    void opened(String server) {
        if (live.size() < MAX_LIVE || live.containsKey(server)) {
            if (live.merge(server, 1, Integer::sum) == 1) {
                changes.incrementAndGet();
            }
        }
    }

    /** Whether no other session of that name is open. */
    boolean closed(String server) {
        boolean isLast = live.computeIfPresent(server, (name, sessions) -> sessions > 1 ? sessions - 1 : null) == null;
        if (isLast) {
            changes.incrementAndGet();
        }
        return isLast;
    }

    /**
     * What a name is like. Only what passes for a name that is listed or pinned is refused: an application may give two of its
     * servers names that are near each other.
     */
    Verdict compare(String server, Policy policy, TrustBook book) {
        boolean isRead = book.isRead();
        Firm firm = firm(policy, book);
        if (firm.names.contains(server)) {
            return new Verdict(List.of(), true);
        }
        var findings = new ArrayList<Finding>();
        boolean blocks = policy.names().servers() == Treatment.BLOCK;
        for (Likeness likeness : firm.index.likeness(server)) {
            boolean refused = blocks && likeness.isImitation();
            findings.add(
                    refused
                            ? finding(
                                    Severity.ERROR,
                                    likeness.describe() + "; if both are meant, list this one under servers")
                            : finding(Severity.WARN, likeness.describe()));
        }
        live(firm)
                .index
                .likenessToOthers(server)
                .forEach(likeness -> findings.add(finding(Severity.WARN, likeness.describe())));
        NameFaults.of(server).forEach(fault -> findings.add(finding(Severity.WARN, fault.describe())));
        return new Verdict(findings, isRead);
    }

    private Firm firm(Policy policy, TrustBook book) {
        Object edition = book.edition();
        Firm last = lastFirm;
        if (last != null && last.isOf(edition, policy)) {
            return last;
        }
        Set<String> names = new HashSet<>(book.trustedServers());
        names.addAll(policy.serverNames());
        // Most editions change something else, and then the same index still serves.
        NameIndex index = last != null && last.names.equals(names) ? last.index : NameIndex.of(names);
        var now = new Firm(edition, policy, names, index);
        lastFirm = now;
        return now;
    }

    private Live live(Firm firm) {
        long before = changes.get();
        Live last = lastLive;
        if (last != null && last.changes == before && last.firm.names.equals(firm.names)) {
            return last;
        }
        Set<String> others = new HashSet<>(live.keySet());
        others.removeAll(firm.names);
        var now = new Live(before, firm, NameIndex.of(others));
        lastLive = now;
        return now;
    }

    private static Finding finding(Severity severity, String reason) {
        return Finding.of(severity, "", reason).rule(RULE).category(CATEGORY);
    }
}
