/** Values in, what they are out: secrets and personal data, found with proof. */
@NullMarked
package io.mcpguard.data;

import org.jspecify.annotations.NullMarked;
