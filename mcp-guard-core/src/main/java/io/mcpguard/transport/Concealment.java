package io.mcpguard.transport;

import io.modelcontextprotocol.spec.McpTransportException;
import io.modelcontextprotocol.spec.McpTransportSessionClosedException;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the application may see of a transport's failure. Messages of exceptions quote what the server said: bodies of
 * HTTP errors, JSON that does not parse. Frameworks turn them into text for the model. So the message is ours; the type
 * stays where the SDK asks for it.
 */
final class Concealment {

    private Concealment() {}

    static Throwable conceal(String server, Throwable failure) {
        if (failure instanceof ConcealedException) {
            return failure;
        }
        if (has(failure, McpTransportSessionNotFoundException.class)) {
            // The SDK writes a text of its own around what it takes for the session's id.
            return stripped(new McpTransportSessionNotFoundException("of server \"" + server + '"'));
        }
        if (has(failure, McpTransportSessionClosedException.class)) {
            return stripped(ClosedSession.exception(text(server, "closed the session")));
        }
        HttpRefusal refusal = find(failure, HttpRefusal.class);
        return AuthorizationRefusal.under(text(server, "wants an authorization"), failure)
                .map(Concealment::stripped)
                .orElseGet(
                        () -> new ConcealedException(refusal == null ? text(server, kind(failure)) : refusal.words()));
    }

    private static String kind(Throwable failure) {
        if (has(failure, TimeoutException.class) || has(failure, java.net.http.HttpTimeoutException.class)) {
            return "did not answer in time";
        }
        if (has(failure, java.net.ConnectException.class)) {
            return "cannot be reached";
        }
        return has(failure, IOException.class) ? "cannot be talked to" : "sent what is no answer, or failed";
    }

    private static String text(String server, String what) {
        return "mcp-guard: server \"" + server + "\" " + what;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }

    private static <T extends Throwable> T stripped(T failure) {
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** A failure without a word of the server. It has no cause, for causes are printed too. */
    static final class ConcealedException extends McpTransportException {

        private static final long serialVersionUID = 1;

        ConcealedException(String message) {
            super(message);
        }
    }
}
