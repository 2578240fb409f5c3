/**
 * A small linear classifier of orders to the model: one reader and one set of features, used by the trainer and at run
 * time alike. Described in {@code docs/classifier.md}.
 */
@NullMarked
package io.mcpguard.inspect.model;

import org.jspecify.annotations.NullMarked;
