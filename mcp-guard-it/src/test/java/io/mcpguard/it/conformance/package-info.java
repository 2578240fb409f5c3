/** The official conformance suite of MCP, run on a plain and on a guarded client; docs/compatibility.md. */
package io.mcpguard.it.conformance;
