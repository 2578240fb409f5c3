package io.mcpguard.api;

import io.mcpguard.api.flow.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One message in one phase, as an interceptor sees it. Deeply immutable. Only the guard implements it, and it may gain
 * methods.
 */
public interface Interception {

    /** {@return the JSON-RPC method; for a response that of its request} */
    String event();

    /** {@return the half of the exchange} */
    Phase phase();

    /** {@return what the message is} */
    Kind kind();

    /** {@return whether it travels from the server to the application} */
    boolean fromServer();

    /** {@return the server at the other end} */
    Server server();

    /**
     * {@return the JSON object that matters: the params, the result, or the error} Null values are allowed and keys keep
     * the order they came in. The paths of findings start here. Secrets and personal data that the policy redacts stand
     * here as placeholders.
     */
    Map<String, @Nullable Object> payload();

    /** {@return in the response phase the params as they were sent, else the same as {@link #payload()}} */
    Map<String, @Nullable Object> request();

    /** {@return what was found in this message so far, so that mutators can act on it} */
    List<Finding> findings();

    /** {@return on whose behalf, {@linkplain Conversation#isAttributed() unattributed} if nobody said} */
    Conversation conversation();

    /** {@return the request this message belongs to, with its answer, its progress and its retries} */
    Exchange exchange();

    /** {@return what the policy says the tool, prompt or resource of this exchange reads and does; may be empty} */
    Set<Label> labels();

    /**
     * Visits every string of the payload, keys included, in document order.
     *
     * @param visitor called once a string, on this thread
     */
    void forEachLeaf(Consumer<? super Leaf> visitor);

    /** What a JSON-RPC message can be. */
    enum Kind {
        /** Has an id and wants an answer. */
        REQUEST,
        /** Wants no answer. */
        NOTIFICATION,
        /** A request's result. */
        RESULT,
        /** A request's error: {@code code}, {@code message}, {@code data}. */
        ERROR
    }
}
