/**
 * What servers mean to each other: which of them may have a name, whose description is a copy, and who talks about the
 * tools of another. Pure functions and one index; what is trusted is decided in {@code trust} and {@code session}.
 */
@NullMarked
package io.mcpguard.shadow;

import org.jspecify.annotations.NullMarked;
