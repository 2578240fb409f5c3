package io.mcpguard.api;

/**
 * The half of an exchange a message belongs to (SEP-2624). A notification counts as a request without an answer, a
 * JSON-RPC error as a response. The phase says nothing about the direction: a server sends requests too, see
 * {@link Interception#fromServer()}.
 */
public enum Phase {
    /** Requests and notifications. */
    REQUEST,
    /** Results and errors. */
    RESPONSE
}
