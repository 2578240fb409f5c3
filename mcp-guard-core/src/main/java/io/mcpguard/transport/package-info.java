/** Guarded transports for the MCP Java SDK: the only package that knows the SDK and Reactor. */
@NullMarked
package io.mcpguard.transport;

import org.jspecify.annotations.NullMarked;
