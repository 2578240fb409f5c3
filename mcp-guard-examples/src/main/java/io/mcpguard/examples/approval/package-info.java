/** A web page where a person approves calls, and an agent whose calls need it. */
package io.mcpguard.examples.approval;
