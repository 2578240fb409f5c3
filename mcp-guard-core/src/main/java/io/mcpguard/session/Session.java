package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client's line to one server: the face for transport adapters. Thread-safe. No method blocks, and none throws for
 * what a message contains.
 *
 * <pre>{@code
 * Session session = guard.session(server);
 * session.open(message -> transport.send(message));
 * session.outbound(message, conversation).route(transport::send, client::receive);
 * session.inbound(message).route(client::receive, transport::send);
 * }</pre>
 */
public interface Session extends AutoCloseable {

    /**
     * A new connection starts, for the first time or after one was lost: a new epoch. Requests that wait for an answer
     * are forgotten, and pins are verified again before the next call.
     *
     * @param toServer how the guard sends messages of its own
     */
    void open(Link toServer);

    /** {@return whether the policy admits the server; if not, it need not be started, and every request is refused} */
    boolean isAdmitted();

    /**
     * A message of the application.
     *
     * @param message the message; the guard copies it at once
     * @param conversation on whose behalf, null if nobody said
     * @return what to do
     */
    default Outcome outbound(Message message, @Nullable Conversation conversation) {
        return outbound(message, conversation, null);
    }

    /**
     * A message of the application, on whose way the guard may have to send messages of its own in the caller's name.
     *
     * @param message the message; the guard copies it at once
     * @param conversation on whose behalf, null if nobody said
     * @param asCaller sends as the caller would, with its credentials for instance; null for the link of {@link #open}
     * @return what to do
     */
    Outcome outbound(Message message, @Nullable Conversation conversation, @Nullable Link asCaller);

    /**
     * A message of the server.
     *
     * @param message the message
     * @return what to do
     */
    Outcome inbound(Message message);

    /**
     * Something came from the server that is no message at all, and was dropped.
     *
     * @param reason why, in the adapter's words, never the server's
     */
    void unreadable(String reason);

    /** The application has no more use for the line. Everything that waits is refused. */
    @Override
    void close();

    /** How the guard sends messages of its own: its listings. */
    @FunctionalInterface
    interface Link {
        /**
         * Sends a message to the server.
         *
         * @param message the message
         * @return completes when it is sent
         */
        CompletionStage<?> send(Message message);
    }
}
