package io.mcpguard.transport;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * Whether the SDK can read a message that we have read. Its JSON mappers have limits of their own, for the length of keys
 * and numbers and for depth, and what breaks one ends the stream it came on, in an exception that quotes it and is logged.
 *
 * @param mapper the one that the SDK's transports take, unless the application gives them another; null if there is none
 */
record SdkReading(@Nullable McpJsonMapper mapper) {

    /** By the mapper that the calling thread finds: the SDK looks for it with the thread's class loader. */
    static SdkReading here() {
        try {
            return new SdkReading(JsonMappers.standard());
        } catch (RuntimeException | LinkageError | ServiceConfigurationError none) {
            return new SdkReading(null); // the application has its own, and nobody can tell what that reads
        }
    }

    /** Tries it, as the SDK's transports do. True if nobody can tell. */
    boolean canRead(byte[] utf8) {
        if (mapper == null) {
            return true;
        }
        try {
            McpSchema.deserializeJsonRpcMessage(mapper, new String(utf8, StandardCharsets.UTF_8));
            return true;
        } catch (IOException | RuntimeException | StackOverflowError itCannot) {
            return false;
        }
    }
}
