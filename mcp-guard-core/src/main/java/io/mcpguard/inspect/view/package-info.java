/**
 * Other ways to read a string: what is invisible, encoded, spelt apart, written in other letters, or where nobody sees it.
 * Each view leads back to the UTF-16 offsets of the original.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.view;

import org.jspecify.annotations.NullMarked;
