/**
 * The first look, which lets most strings pass: one pass over tables, and a second look where something is odd.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.skim;

import org.jspecify.annotations.NullMarked;
