/** Real MCP servers from npm, driven with and without a guard, and everything that was said compared. */
package io.mcpguard.it.realservers;
