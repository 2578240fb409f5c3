package io.mcpguard.transport;

import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A transport of the guard's own. The SDK's interface has no way to say that a line was no message or that the
 * connection is gone, and so its callers wait until their time is up.
 */
interface ReportingTransport extends McpClientTransport {

    /** Connects; the reports are those of this connection and of no later one. */
    Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports);
}
