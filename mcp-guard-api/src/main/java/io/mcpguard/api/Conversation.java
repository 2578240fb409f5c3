package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call is made, and why: an immutable value that the application sets around its calls. What was read
 * in a conversation is kept by the guard under its id.
 *
 * <p>The guard looks for it in the Reactor context, then in the {@code McpTransportContext}, both under {@link #KEY},
 * then on the calling thread. A thread-local alone is lost where the MCP SDK changes threads, for instance when a
 * synchronous client initialises on its first call.
 *
 * <pre>{@code
 * var ana = Conversation.of("chat-42").principal("ana").prompt(question);
 * ana.call(() -> client.callTool(request));
 * }</pre>
 */
public final class Conversation {

    /** The key under which it lies in a Reactor context or an {@code McpTransportContext}. */
    public static final String KEY = "io.mcpguard/conversation";

    private static final ThreadLocal<@Nullable Conversation> CURRENT = new ThreadLocal<>();

    private final String id;
    private final boolean attributed;
    private final @Nullable String principal;
    private final @Nullable String prompt;

    private Conversation(String id, boolean attributed, @Nullable String principal, @Nullable String prompt) {
        this.id = requireNonNull(id, "id");
        this.attributed = attributed;
        this.principal = principal;
        this.prompt = prompt;
    }

    /**
     * A conversation.
     *
     * @param id unique in the application, such as the id of a chat
     * @return the conversation
     */
    public static Conversation of(String id) {
        return new Conversation(id, true, null, null);
    }

    /**
     * The conversation of messages that nobody attributed. The guard makes one per transport; applications do not need
     * it.
     *
     * @param id unique within the guard
     * @return the conversation
     */
    public static Conversation unattributed(String id) {
        return new Conversation(id, false, null, null);
    }

    /**
     * Names the person or account on whose behalf it is held.
     *
     * @param principal as the application names it
     * @return a copy
     */
    public Conversation principal(String principal) {
        return new Conversation(id, attributed, requireNonNull(principal, "principal"), prompt);
    }

    /**
     * Says what the user asked. The guard keeps a digest and fingerprints and never logs it.
     *
     * @param prompt the user's words
     * @return a copy
     */
    public Conversation prompt(String prompt) {
        return new Conversation(id, attributed, principal, requireNonNull(prompt, "prompt"));
    }

    /** {@return the application's id} */
    public String id() {
        return id;
    }

    /** {@return whether the application said that this conversation goes on} */
    public boolean isAttributed() {
        return attributed;
    }

    /** {@return the person or account} */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    /** {@return what the user asked} */
    public Optional<String> prompt() {
        return Optional.ofNullable(prompt);
    }

    /** {@return the conversation that this thread runs in} */
    public static Optional<Conversation> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Runs work in this conversation, on this thread, platform or virtual. Calls nest; the one before comes back.
     *
     * @param <T> what the work yields
     * @param work the work
     * @return what it yields
     * @throws Exception what it throws
     */
    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        Conversation before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            restore(before);
        }
    }

    /**
     * Runs work in this conversation, on this thread.
     *
     * @param work the work
     */
    public void run(Runnable work) {
        Conversation before = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    /**
     * Sets the conversation of this thread, for libraries that carry context from thread to thread and give back what was
     * there. Applications use {@link #call} and {@link #run}, which cannot forget to.
     *
     * @param conversation what the thread runs in from now on, null for none
     * @return what it ran in before, empty for none
     */
    public static Optional<Conversation> attach(@Nullable Conversation conversation) {
        Conversation before = CURRENT.get();
        restore(conversation);
        return Optional.ofNullable(before);
    }

    /**
     * An executor whose tasks run in the conversation of the thread that handed them in.
     *
     * @param executor runs the tasks
     * @return the executor around it
     */
    public static Executor propagating(Executor executor) {
        requireNonNull(executor, "executor");
        return task -> {
            Conversation conversation = CURRENT.get();
            executor.execute(conversation == null ? task : () -> conversation.run(task));
        };
    }

    private static void restore(@Nullable Conversation before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    @Override
    public String toString() {
        return attributed ? id : id + " (unattributed)";
    }
}
