/**
 * Tests one's own policy: honest and hostile servers that record what reaches them, attack cases with their benign
 * twins, a JUnit 5 extension with a fresh guard for each test, assertions about what the guard decided.
 *
 * <p>Start at {@link io.mcpguard.test.GuardExtension}. JSON is a plain tree everywhere: {@code Map}, {@code List},
 * {@code String}, {@code Number}, {@code Boolean}, null.
 */
@NullMarked
package io.mcpguard.test;

import org.jspecify.annotations.NullMarked;
