/**
 * The contracts of mcp-guard: what someone who extends the guard, or reads its decisions, must know.
 *
 * <p>Names follow the MCP interceptor proposal (SEP-2624): an {@link io.mcpguard.api.Interceptor} is a
 * {@link io.mcpguard.api.Validator} or a {@link io.mcpguard.api.Mutator}, and declares a
 * {@link io.mcpguard.api.Hook}. Messages are plain immutable JSON trees, see {@link io.mcpguard.api.Json}. Nothing here
 * depends on the MCP SDK, on Jackson or on Reactor.
 */
@NullMarked
package io.mcpguard.api;

import org.jspecify.annotations.NullMarked;
