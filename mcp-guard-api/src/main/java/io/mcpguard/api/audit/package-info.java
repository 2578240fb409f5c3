/** Where decisions are recorded. */
@NullMarked
package io.mcpguard.api.audit;

import org.jspecify.annotations.NullMarked;
