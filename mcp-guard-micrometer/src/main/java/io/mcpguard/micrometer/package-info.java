/** Conversations for Micrometer context propagation. */
@NullMarked
package io.mcpguard.micrometer;

import org.jspecify.annotations.NullMarked;
