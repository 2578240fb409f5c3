/** What a command line starts: the package, image or files behind a launcher, and how sure that can be. Reads no network. */
@NullMarked
package io.mcpguard.identity;

import org.jspecify.annotations.NullMarked;
