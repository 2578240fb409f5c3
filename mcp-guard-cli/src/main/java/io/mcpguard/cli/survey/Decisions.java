package io.mcpguard.cli.survey;

import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.audit.AuditSink;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Remembers why the guard refused something, and where a server told the client otherwise than the guard. */
final class Decisions implements AuditSink {

    private static final int MOST = 20;

    private final Set<String> contradictions = new ConcurrentSkipListSet<>();
    private volatile @Nullable String refusal;

    @Override
    public void append(Decision decision) {
        if (decision.verdict() == Verdict.REFUSED) {
            refusal = decision.reason();
        }
        // The guard has just listed the tools itself, and pinned what it saw.
        if (decision.event().equals("tools/list")) {
            decision.findings().stream()
                    .filter(finding -> finding.rule().startsWith("pins."))
                    .limit(Math.max(0, MOST - contradictions.size()))
                    .forEach(finding -> contradictions.add(finding.message()));
        }
    }

    /** The reason of the last refusal, escaped; null if there was none. */
    @Nullable
    String refusal() {
        return refusal;
    }

    Set<String> contradictions() {
        return contradictions;
    }
}
