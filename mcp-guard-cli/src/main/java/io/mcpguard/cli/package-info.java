/** The command line: one class a command. What others rely on is described in docs/cli.md. */
@NullMarked
package io.mcpguard.cli;

import org.jspecify.annotations.NullMarked;
