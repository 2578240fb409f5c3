/** A soak: many calls through one guard to several servers, with faults, and what must hold all the while. */
package io.mcpguard.soak;
