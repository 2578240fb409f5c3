/** Secrets: formats of tokens as data, and what stands behind the names of passwords and keys. */
@NullMarked
package io.mcpguard.data.secret;

import org.jspecify.annotations.NullMarked;
