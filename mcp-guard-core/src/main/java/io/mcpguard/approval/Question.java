package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.ApprovalRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A question to a person, open until it is settled. */
final class Question implements ApprovalRequest {

    private final String id;
    private final Interception in;
    private final String target;
    private final List<Finding> findings;
    private final String digest;
    private final Instant deadline;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    Question(String id, Interception in, String target, List<Finding> findings, String digest, Instant deadline) {
        this.id = id;
        this.in = in;
        this.target = target;
        this.findings = findings;
        this.digest = digest;
        this.deadline = deadline;
    }

    void settle() {
        settled.complete(null);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Server server() {
        return in.server();
    }

    @Override
    public String event() {
        return in.event();
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    public Map<String, @Nullable Object> arguments() {
        return in.payload().get("arguments") instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : in.payload();
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Conversation conversation() {
        return in.conversation();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public CompletionStage<Void> settled() {
        return settled.minimalCompletionStage();
    }

    @Override
    public String toString() {
        return "approval " + id + " of " + event() + " on " + server();
    }
}
