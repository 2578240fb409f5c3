/** Connects to servers through guarded transports and writes down what they declare. */
@NullMarked
package io.mcpguard.cli.survey;

import org.jspecify.annotations.NullMarked;
