/** The batch scan: JSON lines in, JSON lines out, in the same order. */
@NullMarked
package io.mcpguard.cli.batch;

import org.jspecify.annotations.NullMarked;
