package io.mcpguard.transport;

import io.mcpguard.json.Limits;

/** Limits of messages as they go over a wire. The session checks what stands in a message; around it stands more. */
final class WireLimits {

    /**
     * For what the application sends. The session has checked it; as text it may be several times longer, for a character
     * that has to be escaped is six.
     */
    static final Limits OUTGOING = new Limits(1_000, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    private WireLimits() {}

    /** For what the server sends: the envelope is a level and a few values more. The characters are those of the text. */
    static Limits incoming(Limits message) {
        return new Limits(
                message.maxDepth() + 1,
                Math.max(message.maxNodes(), message.maxNodes() + 8),
                message.maxStringLength(),
                message.maxTotalChars());
    }
}
