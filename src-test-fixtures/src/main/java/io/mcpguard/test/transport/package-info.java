/**
 * How a server of this module is reached: in memory, over standard input and output, over HTTP. Each transport carries
 * JSON text between two {@link io.mcpguard.test.transport.Peer}s and knows nothing of what it says, so that a server
 * can also say what no well-behaved one would.
 */
@NullMarked
package io.mcpguard.test.transport;

import org.jspecify.annotations.NullMarked;
