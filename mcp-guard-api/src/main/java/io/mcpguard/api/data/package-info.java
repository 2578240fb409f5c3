/** Where redacted values are kept and put back. */
@NullMarked
package io.mcpguard.api.data;

import org.jspecify.annotations.NullMarked;
