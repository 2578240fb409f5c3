package io.mcpguard.session;

import io.mcpguard.api.Decision;
import io.mcpguard.api.Finding;
import io.mcpguard.api.audit.AuditSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps decisions for assertions. */
final class Decisions implements AuditSink {

    private final List<Decision> all = new CopyOnWriteArrayList<>();

    @Override
    public void append(Decision decision) {
        all.add(decision);
    }

    List<Decision> all() {
        return all;
    }

    List<Decision> of(String event) {
        return all.stream().filter(decision -> decision.event().equals(event)).toList();
    }

    /** The rules of what was found, in all decisions about one method, but of values of data. */
    List<String> rulesOf(String event) {
        return of(event).stream()
                .flatMap(decision -> decision.findings().stream())
                .filter(finding -> !finding.category().equals("data-exposure"))
                .map(Finding::rule)
                .toList();
    }

    /** The rules of values that were found on their way, in all decisions about one method. */
    List<String> rulesOfData(String event) {
        return of(event).stream()
                .flatMap(decision -> decision.findings().stream())
                .filter(finding -> finding.category().equals("data-exposure"))
                .map(Finding::rule)
                .toList();
    }
}
