package io.mcpguard.soak;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Approver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What a person says to a question, which the number of the call decides. */
enum Answers {
    GRANTED,
    DENIED,
    SILENT;

    static Answers to(long call) {
        return call % 16 == 0 ? SILENT : call % 2 == 0 ? GRANTED : DENIED;
    }

    /** Answers after a moment, on another thread, as a person would. */
    static final Approver APPROVER = Answers::answer;

    private static CompletionStage<Approval> answer(ApprovalRequest request) {
        long call = Long.parseLong(request.conversation().id().substring(1));
        var answer = new CompletableFuture<Approval>();
        return switch (to(call)) {
            case SILENT -> answer;
            case GRANTED -> answer.completeOnTimeout(Approval.once("ana"), 2, TimeUnit.MILLISECONDS);
            case DENIED -> answer.completeOnTimeout(Approval.denied("ana", "no"), 2, TimeUnit.MILLISECONDS);
        };
    }
}
