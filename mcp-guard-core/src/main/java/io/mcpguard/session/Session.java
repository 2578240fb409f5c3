package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client's line to one server: the face for transport adapters. Thread-safe. No method blocks, and none throws for
 * what a message contains.
 *
 * <pre>{@code
 * Session session = guard.session(server);
 * Session.Connection connection = session.open(message -> transport.send(message));
 * session.outbound(message, conversation).route(transport::send, client::receive);
 * connection.inbound(message).route(client::receive, transport::send);
 * }</pre>
 */
public interface Session extends AutoCloseable {

    /**
     * A new connection starts, for the first time or after one was lost: a new epoch. Requests that wait for an answer
     * are forgotten, and pins are verified again before the next call.
     *
     * @param toServer how the guard sends messages of its own
     * @return where messages that come on this connection go; with a newer connection it drops what still comes
     */
    Connection open(Link toServer);

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
     * A message of the server, on the newest connection. An adapter that knows on which connection a message came hands
     * it to the {@link Connection} instead: a late answer of the last one must not answer a request of this one, whose
     * ids may be the same.
     *
     * @param message the message
     * @return what to do
     */
    Outcome inbound(Message message);

    /**
     * Something came from the server that is no message at all, and was dropped. It is recorded; a server that sends
     * much of it is recorded as a number.
     *
     * @param reason why, in the adapter's words, never the server's
     */
    void unreadable(String reason);

    /**
     * An answer of the server came that is larger than the limits allow, so that the adapter kept no more of it than
     * which request it answers. It is taken for one of the newest connection; an adapter that knows better tells the
     * {@link Connection}.
     *
     * @param id the request's id: a {@code String} or {@code Long}
     * @return what to do: hand on a refusal in place of the answer
     */
    Outcome tooLarge(Object id);

    /**
     * The connection to the server ended by itself. That is recorded, also for every request of the application that
     * still waits for an answer; the guard's own requests fail; requests that follow are refused until {@link #open}.
     * It is taken for the newest connection; an adapter that knows better tells the {@link Connection}.
     *
     * @param reason why, in the adapter's words, never the server's
     * @return an answer to each request that waits, for the application; empty if the end is known or wanted
     */
    List<Message> lost(String reason);

    /** The application has no more use for the line. Everything that waits is refused. */
    @Override
    void close();

    /** One connection to the server, from {@link #open} to the next. What is said of one that was replaced is dropped. */
    interface Connection {
        /**
         * A message that came on this connection.
         *
         * @param message the message
         * @return what to do; a {@link Outcome.Drop} if the connection was replaced
         */
        Outcome inbound(Message message);

        /**
         * A server that is a child process is about to start. Whoever starts it says what it will run; a server of which
         * nobody says that is one of which nothing is known but its command. The pins are read now, as what they say
         * later could be the server's own work; start it only once this has completed.
         *
         * @param files digests of the files that its command line names, as {@code io.mcpguard.identity.FileDigests}
         *     takes them
         * @return why it must not be started, in the guard's words; empty if it may; never fails
         */
        CompletionStage<Optional<String>> starts(Map<String, String> files);

        /**
         * An answer came on this connection that is too large to be read, as in {@link Session#tooLarge}.
         *
         * @param id the request's id: a {@code String} or {@code Long}
         * @return what to do; a {@link Outcome.Drop} if the connection was replaced
         */
        Outcome tooLarge(Object id);

        /**
         * This connection ended by itself, as in {@link Session#lost}. Runs callbacks of the application, which may
         * connect again; so call it without a lock.
         *
         * @param reason why, in the adapter's words, never the server's
         * @return an answer to each request that waits, for the application; empty if the connection was replaced, or
         *     if the end is known or wanted
         */
        List<Message> lost(String reason);
    }

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
