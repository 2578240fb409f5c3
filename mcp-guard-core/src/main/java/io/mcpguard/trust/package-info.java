/** What a server declared when it was trusted, where that is kept, and what deviates from it now. */
@NullMarked
package io.mcpguard.trust;

import org.jspecify.annotations.NullMarked;
