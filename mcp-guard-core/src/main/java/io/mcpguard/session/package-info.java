/** One connection: correlation, epochs, budgets, pins before calls, and what becomes of a refused message. */
@NullMarked
package io.mcpguard.session;

import org.jspecify.annotations.NullMarked;
