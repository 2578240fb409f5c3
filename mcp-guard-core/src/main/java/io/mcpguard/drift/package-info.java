/** What changed in a definition, and how grave that is. Depends on nothing that is pinned: two trees in, a report out. */
@NullMarked
package io.mcpguard.drift;

import org.jspecify.annotations.NullMarked;
