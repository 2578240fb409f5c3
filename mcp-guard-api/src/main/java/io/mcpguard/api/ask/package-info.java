/** Who is asked before a message goes on: people ({@link io.mcpguard.api.ask.Approver}) and models ({@link io.mcpguard.api.ask.Reviewer}). */
@NullMarked
package io.mcpguard.api.ask;

import org.jspecify.annotations.NullMarked;
