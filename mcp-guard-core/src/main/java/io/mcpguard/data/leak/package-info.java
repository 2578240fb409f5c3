/** What of the values that must not leave has left, whole, encoded or in pieces, and how much of it nobody can read. */
@NullMarked
package io.mcpguard.data.leak;

import org.jspecify.annotations.NullMarked;
