package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.names.Likeness;
import io.mcpguard.names.Likeness.Strength;
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
    private volatile @Nullable Known last;

    private record Known(Set<String> names, NameIndex index) {}

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
            live.merge(server, 1, Integer::sum);
        }
    }

    /** Whether no other session of that name is open. */
    boolean closed(String server) {
        return live.computeIfPresent(server, (name, sessions) -> sessions > 1 ? sessions - 1 : null) == null;
    }

    Verdict compare(String server, Policy policy, TrustBook book) {
        boolean isRead = book.isRead();
        Set<String> firm = new HashSet<>(book.trustedServers());
        firm.addAll(policy.serverNames());
        if (firm.contains(server)) {
            return new Verdict(List.of(), true);
        }
        var findings = new ArrayList<Finding>();
        boolean blocks = policy.names().servers() == Treatment.BLOCK;
        for (Likeness likeness : index(firm).likeness(server)) {
            boolean refused = blocks && likeness.strength() == Strength.STRONG;
            findings.add(
                    refused
                            ? finding(
                                    Severity.ERROR,
                                    likeness.describe() + "; if both are meant, list this one under servers")
                            : finding(Severity.WARN, likeness.describe()));
        }
        Set<String> others = new HashSet<>(live.keySet());
        others.removeAll(firm);
        others.remove(server);
        NameIndex.of(others)
                .likeness(server)
                .forEach(likeness -> findings.add(finding(Severity.WARN, likeness.describe())));
        NameFaults.of(server).forEach(fault -> findings.add(finding(Severity.WARN, fault.describe())));
        return new Verdict(findings, isRead);
    }

    private NameIndex index(Set<String> names) {
        Known known = last;
        if (known == null || !known.names().equals(names)) {
            known = new Known(names, NameIndex.of(names));
            last = known;
        }
        return known.index();
    }

    private static Finding finding(Severity severity, String reason) {
        return Finding.of(severity, "", reason).rule(RULE).category(CATEGORY);
    }
}
