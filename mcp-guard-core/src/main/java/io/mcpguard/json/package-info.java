/**
 * JSON trees: frozen copies under limits, the RFC 8785 canonical form and its digest, text in and out, and excerpts that
 * are safe to show. A tree consists of {@code Map} with {@code String} keys, {@code List}, {@code String},
 * {@code Number}, {@code Boolean} and null.
 */
@NullMarked
package io.mcpguard.json;

import org.jspecify.annotations.NullMarked;
