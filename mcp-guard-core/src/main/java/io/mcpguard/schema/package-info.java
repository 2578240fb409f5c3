/**
 * Whether messages are what they claim to be: the shapes that MCP gives its messages, and JSON Schema for the content
 * of tools, checked in bounded time.
 */
@NullMarked
package io.mcpguard.schema;

import org.jspecify.annotations.NullMarked;
