/** Servers that declare very much. */
@org.jspecify.annotations.NullMarked
package io.mcpguard.it.large;
