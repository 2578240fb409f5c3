/** What the guard would do to a text, a definition, a name or a change, without a connection. */
@NullMarked
package io.mcpguard.cli.judge;

import org.jspecify.annotations.NullMarked;
