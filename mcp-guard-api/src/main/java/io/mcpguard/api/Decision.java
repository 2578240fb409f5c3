package io.mcpguard.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guard did with one message, and why. Only the guard implements it, and it may gain methods. It holds digests
 * of what was said and never the text itself, unless the policy asks for payloads.
 */
public interface Decision {

    /** {@return when it was made} */
    Instant time();

    /** {@return the server at the other end} */
    Server server();

    /** {@return the exchange it belongs to, with its connection and JSON-RPC id} */
    Exchange exchange();

    /** {@return the JSON-RPC method; for a response that of its request; {@code guard/...} for an event of the guard} */
    String event();

    /** {@return the half of the exchange} */
    Phase phase();

    /** {@return whether the message came from the server} */
    boolean fromServer();

    /** {@return the tool, prompt or resource it is about; text of the other side, cut and escaped} */
    Optional<String> target();

    /** {@return what happened} */
    Verdict verdict();

    /** {@return what would have happened if everything in audit mode were enforced} */
    Verdict wouldBe();

    /** {@return the interceptor or policy line that decided, {@code ""} where nothing objected} */
    String rule();

    /** {@return why, for people; text of the other side in it is cut and escaped} */
    String reason();

    /** {@return everything that was found, in order} */
    List<Finding> findings();

    /** {@return on whose behalf} */
    Conversation conversation();

    /** {@return the time the guard took for it, without waiting for people} */
    Duration duration();

    /**
     * {@return lower-case hex SHA-256 over the RFC 8785 canonical form of the payload as it came, or with placeholders where
     * values were redacted, which could be guessed from it}
     */
    String payloadDigest();

    /** {@return the payload that went on, redacted, where the policy asks for payloads and the message went on} */
    Optional<Map<String, @Nullable Object>> payload();

    /** {@return the W3C trace id of the request, where it carried one} */
    Optional<String> traceId();

    /** What happened to a message, in order of strictness. May gain constants. */
    enum Verdict {
        /** It went on as it was. */
        ALLOWED,
        /** It went on changed: sanitised, redacted, mutated, or with list items left out. */
        CHANGED,
        /** It did not go on. */
        REFUSED
    }
}
