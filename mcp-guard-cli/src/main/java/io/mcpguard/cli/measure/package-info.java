/** How well a policy tells attacks from honest text, counted on labelled rows. */
@org.jspecify.annotations.NullMarked
package io.mcpguard.cli.measure;
