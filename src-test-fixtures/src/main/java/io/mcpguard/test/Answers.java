package io.mcpguard.test;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Approver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers for the test, at once: with what it said, else with no, which it is then told. */
final class Answers implements Approver {

    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private volatile @Nullable Approval answer;

    void give(Approval approval) {
        answer = requireNonNull(approval, "approval");
    }

    /** What the test says, if it said anything. */
    Optional<Approval> given() {
        return Optional.ofNullable(answer);
    }

    @Override
    public CompletionStage<Approval> ask(ApprovalRequest request) {
        Approval given = answer;
        if (given == null) {
            unanswered.add(request.event() + " \"" + request.target() + "\" of server \""
                    + request.server().name() + "\"");
            given = Approval.denied("test", "the test gave no answer");
        }
        return CompletableFuture.completedStage(given);
    }

    void failIfAnyIsMissing() {
        if (!unanswered.isEmpty()) {
            throw new AssertionError("the guard asked for an approval of " + String.join(", ", unanswered)
                    + ", and the test gave no answer: say agent.answers(Approval.once(\"test\")) or "
                    + "agent.answers(Approval.denied(\"test\", \"\")) before");
        }
    }
}
