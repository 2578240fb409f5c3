/** Numbers and letter-digit codes that institutions give out, each with the checks its issuer built into it. */
@NullMarked
package io.mcpguard.data.number;

import org.jspecify.annotations.NullMarked;
