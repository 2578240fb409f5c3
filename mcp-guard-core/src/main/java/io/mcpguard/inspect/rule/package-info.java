/**
 * Rules as data: how they are read and checked, and what is found by them in one string.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.rule;

import org.jspecify.annotations.NullMarked;
