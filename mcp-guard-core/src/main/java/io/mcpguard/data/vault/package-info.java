/** Placeholders in place of values, and the values behind them. */
@NullMarked
package io.mcpguard.data.vault;

import org.jspecify.annotations.NullMarked;
