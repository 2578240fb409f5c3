package io.mcpguard.approval;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Approver;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An approver whose questions wait until somebody answers them by id, from a web page for instance. Thread-safe. It holds
 * no more questions than the policy's {@code approval.max_open}.
 *
 * <pre>{@code
 * var inbox = new ApprovalInbox();
 * McpGuard guard = McpGuard.builder().approver(inbox).build();
 * inbox.open();                                 // what waits
 * inbox.answer(id, Approval.once(user));        // false: too late
 * }</pre>
 */
public final class ApprovalInbox implements Approver {

    private record Waiting(ApprovalRequest request, CompletableFuture<Approval> answer) {

        /** True a moment before the inbox is told, which may be when somebody else already knows. */
        boolean isOver() {
            return request.settled().toCompletableFuture().isDone();
        }
    }

    private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** Makes an empty inbox. */
    public ApprovalInbox() {}

    @Override
    public CompletionStage<Approval> ask(ApprovalRequest request) {
        var entry = new Waiting(request, new CompletableFuture<>());
        waiting.put(request.id(), entry);
        request.settled().thenRun(() -> waiting.remove(request.id()));
        return entry.answer;
    }

    /** {@return what waits for an answer, the most urgent first} */
    public List<ApprovalRequest> open() {
        return waiting.values().stream()
                .filter(entry -> !entry.isOver())
                .map(Waiting::request)
                .sorted(Comparator.comparing(ApprovalRequest::deadline))
                .toList();
    }

    /**
     * Answers.
     *
     * @param id the request's id
     * @param approval yes or no
     * @return false if nobody waits for it: it was answered, its time is up, or there never was such a request
     */
    public boolean answer(String id, Approval approval) {
        Waiting entry = waiting.remove(id);
        return entry != null && !entry.isOver() && entry.answer.complete(requireNonNull(approval, "approval"));
    }
}
