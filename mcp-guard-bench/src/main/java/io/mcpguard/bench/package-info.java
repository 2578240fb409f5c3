/** What the guard costs: JMH benchmarks, and a program that runs them and says which goals are met. */
@NullMarked
package io.mcpguard.bench;

import org.jspecify.annotations.NullMarked;
