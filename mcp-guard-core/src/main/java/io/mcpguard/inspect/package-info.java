/** Text in, findings out: walks every string of a message, looks for orders to the model, and cuts them out. */
@NullMarked
package io.mcpguard.inspect;

import org.jspecify.annotations.NullMarked;
