package io.mcpguard.test.transport;

/** One end of a connection: takes what the other end says. Thread-safe. */
public interface Peer {

    /**
     * Takes one JSON-RPC message. Must not throw: an end that is gone ignores it.
     *
     * @param json the message as it stands on the wire; from a hostile server not even JSON
     */
    void receive(String json);

    /** The other end hung up, or forgot this connection. Calling it twice does nothing more. */
    void close();
}
