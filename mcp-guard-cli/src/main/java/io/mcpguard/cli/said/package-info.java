/** What servers write to their standard error, kept in memory for the case that they do not come up. */
@NullMarked
package io.mcpguard.cli.said;

import org.jspecify.annotations.NullMarked;
