package io.mcpguard.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long and how much may wait for people. Immutable; each wither returns a copy. */
public final class ApprovalPolicy {

    static final Checks.Span BUDGET =
            new Checks.Span("approval.budget", Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(15));
    static final Checks.Span HOLD =
            new Checks.Span("approval.hold", Duration.ZERO, Duration.ofMinutes(10), Duration.ZERO);
    static final Checks.Span TICKET =
            new Checks.Span("approval.ticket", Duration.ofSeconds(1), Duration.ofDays(7), Duration.ofMinutes(10));
    static final Checks.Range MAX_OPEN = new Checks.Range("approval.max_open", 1, 10_000, 64);
    static final Checks.Range MAX_OPEN_PER_CONVERSATION =
            new Checks.Range("approval.max_open_per_conversation", 1, 10_000, 8);

    private final Duration budget;
    private final Duration hold;
    private final Duration ticket;
    private final int maxOpen;
    private final int maxOpenPerConversation;

    private ApprovalPolicy(Duration budget, Duration hold, Duration ticket, int maxOpen, int maxOpenPerConversation) {
        this.budget = budget;
        this.hold = hold;
        this.ticket = ticket;
        this.maxOpen = maxOpen;
        this.maxOpenPerConversation = maxOpenPerConversation;
    }

    static ApprovalPolicy usual() {
        return new ApprovalPolicy(BUDGET.usual(), HOLD.usual(), TICKET.usual(), (int) MAX_OPEN.usual(), (int)
                MAX_OPEN_PER_CONVERSATION.usual());
    }

    /** {@return how long one exchange may take in all, for checks, reviewers and approvers together} */
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
        return new ApprovalPolicy(BUDGET.check(budget), hold, ticket, maxOpen, maxOpenPerConversation);
    }

    /**
     * {@return how long a call is held for a person before it is refused with a ticket; nobody who must think or even look
     * is fast enough, so it is zero unless somebody sits in front of the screen}
     */
    public Duration hold() {
        return hold;
    }

    /**
     * A copy in which calls are held longer for a person, but never longer than the {@linkplain #budget() budget}.
     *
     * @param hold from 0 to 10 minutes
     * @return the copy
     */
    public ApprovalPolicy hold(Duration hold) {
        return new ApprovalPolicy(budget, HOLD.check(hold), ticket, maxOpen, maxOpenPerConversation);
    }

    /**
     * {@return how long a question stays open after its call was refused with a ticket, and from the answer on how long
     * the identical call may come again}
     */
    public Duration ticket() {
        return ticket;
    }

    /**
     * A copy with another lifetime of tickets.
     *
     * @param ticket from a second to 7 days
     * @return the copy
     */
    public ApprovalPolicy ticket(Duration ticket) {
        return new ApprovalPolicy(budget, hold, TICKET.check(ticket), maxOpen, maxOpenPerConversation);
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
        return new ApprovalPolicy(budget, hold, ticket, (int) MAX_OPEN.check(maxOpen), maxOpenPerConversation);
    }

    /** {@return how many of them may be of one conversation, so that one that runs wild leaves room for the others} */
    public int maxOpenPerConversation() {
        return maxOpenPerConversation;
    }

    /**
     * A copy with another number of open questions of one conversation.
     *
     * @param maxOpenPerConversation from 1 to 10,000
     * @return the copy
     */
    public ApprovalPolicy maxOpenPerConversation(int maxOpenPerConversation) {
        return new ApprovalPolicy(
                budget, hold, ticket, maxOpen, (int) MAX_OPEN_PER_CONVERSATION.check(maxOpenPerConversation));
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("budget", Durations.write(budget));
        tree.put("hold", Durations.write(hold));
        tree.put("ticket", Durations.write(ticket));
        tree.put("max_open", maxOpen);
        tree.put("max_open_per_conversation", maxOpenPerConversation);
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ApprovalPolicy that && tree().equals(that.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
