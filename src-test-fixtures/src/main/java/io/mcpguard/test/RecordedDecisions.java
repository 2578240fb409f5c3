package io.mcpguard.test;

import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.audit.AuditSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An audit sink that keeps every decision for a test to look at. Thread-safe and unbounded.
 *
 * <pre>{@code
 * var recorded = new RecordedDecisions();
 * McpGuard guard = McpGuard.builder().audit(recorded).build();
 * …
 * assertThat(recorded.refused()).singleElement().satisfies(d -> assertThat(d).byRule("no-outside-mail"));
 * }</pre>
 */
public final class RecordedDecisions implements AuditSink {

    private final List<Decision> all = new CopyOnWriteArrayList<>();

    /** An empty record. */
    public RecordedDecisions() {}

    @Override
    public void append(Decision decision) {
        all.add(decision);
    }

    /** {@return everything that was decided so far, in order} */
    public List<Decision> all() {
        return List.copyOf(all);
    }

    /** {@return what was refused} */
    public List<Decision> refused() {
        return with(Verdict.REFUSED);
    }

    /** {@return what was let through changed} */
    public List<Decision> changed() {
        return with(Verdict.CHANGED);
    }

    private List<Decision> with(Verdict verdict) {
        return all.stream().filter(decision -> decision.verdict() == verdict).toList();
    }

    /**
     * What was decided about one method.
     *
     * @param event such as {@code tools/call}, in both directions
     * @return the decisions, in order
     */
    public List<Decision> of(String event) {
        return all.stream().filter(decision -> decision.event().equals(event)).toList();
    }

    /**
     * What was decided about one tool, prompt or resource.
     *
     * @param target its name or URI
     * @return the decisions, in order
     */
    public List<Decision> about(String target) {
        return all.stream()
                .filter(decision -> decision.target().filter(target::equals).isPresent())
                .toList();
    }

    /** Forgets everything, to look only at what comes next. */
    public void clear() {
        all.clear();
    }
}
