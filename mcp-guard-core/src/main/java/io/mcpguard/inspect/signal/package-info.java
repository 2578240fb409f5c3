/**
 * What no text alone tells: where a sentence stands, whom and what it names, what the user asked for, what a field held
 * before.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.signal;

import org.jspecify.annotations.NullMarked;
