package io.mcpguard.test.transport;

/** A server that any transport of this package can expose. Thread-safe. */
@FunctionalInterface
public interface MessageServer {

    /**
     * Opens a connection.
     *
     * @param client where the server's messages go, in their order
     * @return where the client's messages go
     */
    Peer connect(Peer client);
}
