/** The stages a message goes through, who objects, and what follows from it. */
@NullMarked
package io.mcpguard.pipeline;

import org.jspecify.annotations.NullMarked;
