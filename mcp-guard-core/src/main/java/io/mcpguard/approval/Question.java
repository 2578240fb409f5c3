package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.json.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A question to a person, open until it is settled. */
final class Question implements ApprovalRequest {

    private static final Set<String> OF_A_CALL = Set.of("name", "arguments", "_meta");
    private static final int MAX_NAME = 100;

    private final String id;
    private final String ticket;
    private final Interception in;
    private final Matter matter;
    private final Instant deadline;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    Question(String id, String ticket, Matter matter, Instant deadline) {
        this.id = id;
        this.ticket = ticket;
        this.in = matter.in();
        this.matter = matter;
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
    public Optional<String> ticket() {
        return matter.deferrable() ? Optional.of(ticket) : Optional.empty();
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
        return matter.target();
    }

    @Override
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    public Map<String, @Nullable Object> arguments() {
        // Only a call has arguments: "arguments" in a request of a server is its way to hide the rest. And a call that
        // says
        // more than a name and arguments (a task, answers to the server's questions) is shown as a whole.
        boolean isCall = !in.fromServer()
                && in.event().equals("tools/call")
                && OF_A_CALL.containsAll(in.payload().keySet());
        return isCall && in.payload().get("arguments") instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : in.payload();
    }

    @Override
    public List<Finding> findings() {
        return matter.findings();
    }

    @Override
    public Conversation conversation() {
        return in.conversation();
    }

    @Override
    public String digest() {
        return matter.digest();
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
        return "approval " + id + " of " + SafeText.excerpt(event(), MAX_NAME) + " on " + server();
    }
}
