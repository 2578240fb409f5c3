package io.mcpguard.transport;

import io.modelcontextprotocol.spec.McpTransportSessionClosedException;

/** The exception that says a session is closed. Up to SDK 1.1.x it wants a message; later it wants none. */
final class ClosedSession {

    private ClosedSession() {}

    static McpTransportSessionClosedException exception(String message) {
        try {
            return new McpTransportSessionClosedException();
        } catch (NoSuchMethodError older) {
            return withMessage(message);
        }
    }

    @SuppressWarnings("removal") // a newer SDK that has removed it does not come here
    private static McpTransportSessionClosedException withMessage(String message) {
        return new McpTransportSessionClosedException(message);
    }
}
