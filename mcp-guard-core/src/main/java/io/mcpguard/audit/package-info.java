/** The record of everything: sinks for decisions, and the check of what they recorded. */
@NullMarked
package io.mcpguard.audit;

import org.jspecify.annotations.NullMarked;
