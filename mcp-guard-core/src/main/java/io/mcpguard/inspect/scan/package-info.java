/**
 * One automaton over the literals of all rules, and small automata that try a pattern where its literal stands. Neither
 * knows what a rule is; nothing here backtracks.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.scan;

import org.jspecify.annotations.NullMarked;
