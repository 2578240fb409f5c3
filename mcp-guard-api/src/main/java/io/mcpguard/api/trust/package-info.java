/** What was approved of a server's declarations, and where that is kept. */
@NullMarked
package io.mcpguard.api.trust;

import org.jspecify.annotations.NullMarked;
