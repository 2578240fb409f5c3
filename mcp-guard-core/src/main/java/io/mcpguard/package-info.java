/** The front door: {@link io.mcpguard.McpGuard}. */
@NullMarked
package io.mcpguard;

import org.jspecify.annotations.NullMarked;
