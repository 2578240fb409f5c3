package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC 2.0 message as an adapter hands it to a {@link Session} and gets it back. The four kinds are the protocol's
 * and will stay four. Ids are normalised: the {@code Integer} 8 is the {@code Long} 8.
 */
public sealed interface Message {

    /**
     * Wants an answer.
     *
     * @param id a {@code String} or {@code Long}
     * @param method the method
     * @param params the parameters, empty if there are none
     */
    record Request(Object id, String method, Map<String, @Nullable Object> params) implements Message {
        /** Normalises the id. */
        public Request {
            id = Ids.normalise(id);
            requireNonNull(method, "method");
            requireNonNull(params, "params");
        }
    }

    /**
     * Wants no answer.
     *
     * @param method the method
     * @param params the parameters, empty if there are none
     */
    record Notification(String method, Map<String, @Nullable Object> params) implements Message {
        /** Checks for nulls. */
        public Notification {
            requireNonNull(method, "method");
            requireNonNull(params, "params");
        }
    }

    /**
     * Answers a request.
     *
     * @param id the request's id
     * @param result the result, empty if there is none
     */
    record Result(Object id, Map<String, @Nullable Object> result) implements Message {
        /** Normalises the id. */
        public Result {
            id = Ids.normalise(id);
            requireNonNull(result, "result");
        }
    }

    /**
     * Answers a request with an error.
     *
     * @param id the request's id, null if the request could not be read
     * @param error {@code code}, {@code message} and perhaps {@code data}
     */
    record Failure(@Nullable Object id, Map<String, @Nullable Object> error) implements Message {
        /** Normalises the id. */
        public Failure {
            id = id == null ? null : Ids.normalise(id);
            requireNonNull(error, "error");
        }
    }

    /**
     * Reads a raw envelope.
     *
     * @param envelope a JSON object
     * @return the message
     * @throws IllegalArgumentException with fixed text, if it is not exactly one of the four
     */
    static Message parse(Map<String, ? extends @Nullable Object> envelope) {
        return Envelopes.parse(envelope);
    }
}
