/**
 * What the other rooms stand on: strings of a message in order, folded letters, and how much work one message may cost.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.text;

import org.jspecify.annotations.NullMarked;
