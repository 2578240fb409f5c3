package io.mcpguard.test.transport;

/** One end of a connection: takes what the other end says. Thread-safe. */
public interface Peer {

    /**
     * Takes one JSON-RPC message. Must not throw: an end that is gone ignores it.
     *
     * @param json the message as it stands on the wire; from a hostile server not even JSON
     */
    void receive(String json);

    /**
     * Takes one JSON-RPC message that is said before a request is answered. Where answers have streams of their own, it
     * comes on that of this answer, and so before it; what is only {@linkplain #receive(String) received} may then be
     * overtaken.
     *
     * @param json the message as it stands on the wire
     * @param requestId the id of the request, as it stands in JSON
     */
    default void receiveBeforeAnswer(String json, String requestId) {
        receive(json);
    }

    /** The other end hung up, or forgot this connection. Calling it twice does nothing more. */
    void close();
}
