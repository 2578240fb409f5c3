/** Typed views of payloads: they hold one reference, copy nothing, and know the JSON pointers. */
@NullMarked
package io.mcpguard.api.view;

import org.jspecify.annotations.NullMarked;
