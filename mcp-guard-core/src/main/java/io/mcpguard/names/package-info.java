/**
 * Names that look like other names: confusable skeletons (UTS #39), what is wrong with a name by itself, and how like a
 * name is to names that are known. Knows nothing of servers and tools.
 */
@NullMarked
package io.mcpguard.names;

import org.jspecify.annotations.NullMarked;
