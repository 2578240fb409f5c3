/** What tools read and do: the labels of data-flow rules. */
@NullMarked
package io.mcpguard.api.flow;

import org.jspecify.annotations.NullMarked;
