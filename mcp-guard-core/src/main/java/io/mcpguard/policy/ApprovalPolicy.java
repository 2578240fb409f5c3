package io.mcpguard.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How long and how much may wait for people. Immutable; each wither returns a copy. */
public final class ApprovalPolicy {

    static final Checks.Span BUDGET =
            new Checks.Span("approval.budget", Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(15));
    static final Checks.Range MAX_OPEN = new Checks.Range("approval.max_open", 1, 10_000, 64);

    private final Duration budget;
    private final int maxOpen;

    private ApprovalPolicy(Duration budget, int maxOpen) {
        this.budget = budget;
        this.maxOpen = maxOpen;
    }

    static ApprovalPolicy usual() {
        return new ApprovalPolicy(BUDGET.usual(), (int) MAX_OPEN.usual());
    }

    /** {@return how long one exchange may wait in all, for approvers and reviewers together} */
    public Duration budget() {
        return budget;
    }

    /**
     * A copy with another budget. It should be shorter than the request timeout of the client, which the guard cannot
     * read: 20 s by default in the Java SDK.
     *
     * @param budget from 100 ms to 10 minutes
     * @return the copy
     */
    public ApprovalPolicy budget(Duration budget) {
        return new ApprovalPolicy(BUDGET.check(budget), maxOpen);
    }

    /** {@return how many questions may be open at once; one more is refused} */
    public int maxOpen() {
        return maxOpen;
    }

    /**
     * A copy with another number of open questions.
     *
     * @param maxOpen from 1 to 10,000
     * @return the copy
     */
    public ApprovalPolicy maxOpen(int maxOpen) {
        return new ApprovalPolicy(budget, (int) MAX_OPEN.check(maxOpen));
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("budget", Durations.write(budget));
        tree.put("max_open", maxOpen);
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ApprovalPolicy that && budget.equals(that.budget) && maxOpen == that.maxOpen;
    }

    @Override
    public int hashCode() {
        return Objects.hash(budget, maxOpen);
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
