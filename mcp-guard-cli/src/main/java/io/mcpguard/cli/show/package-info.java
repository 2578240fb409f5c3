/** Writes what was found, for people and as JSON. Nothing of a server is printed unescaped. */
@NullMarked
package io.mcpguard.cli.show;

import org.jspecify.annotations.NullMarked;
