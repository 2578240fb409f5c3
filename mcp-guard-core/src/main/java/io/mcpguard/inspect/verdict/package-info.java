/**
 * From matches to findings: what the classifier says, how signs that stand together are weighed, and how it came about.
 *
 * <p>Not for applications: it may change in every release.
 */
@NullMarked
package io.mcpguard.inspect.verdict;

import org.jspecify.annotations.NullMarked;
