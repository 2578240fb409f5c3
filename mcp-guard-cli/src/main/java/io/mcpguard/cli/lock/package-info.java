/** What servers declare, compared with the lock and written to it. */
@NullMarked
package io.mcpguard.cli.lock;

import org.jspecify.annotations.NullMarked;
