/** Reads which servers there are from the files that MCP clients keep. */
@NullMarked
package io.mcpguard.cli.config;

import org.jspecify.annotations.NullMarked;
