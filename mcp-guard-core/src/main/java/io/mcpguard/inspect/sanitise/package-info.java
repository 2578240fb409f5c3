/**
 * What is taken out of a message, or fenced: how far a span reaches, its copies, and JSON that stays JSON.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.sanitise;

import org.jspecify.annotations.NullMarked;
