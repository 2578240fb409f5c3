package io.mcpguard.schema;

/** Counts what work costs; one step takes some 20 ns. */
@FunctionalInterface
interface Meter {

    /** Takes a number of steps, and ends the work by an exception if there are none left. */
    void take(long cost);
}
