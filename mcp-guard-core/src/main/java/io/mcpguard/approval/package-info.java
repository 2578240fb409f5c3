/** Asking people and models, and remembering what they granted. */
@NullMarked
package io.mcpguard.approval;

import org.jspecify.annotations.NullMarked;
