package io.mcpguard.json;

/** A container that {@link JsonTree} made: deeply immutable, of known extent, so that it can be shared without a walk. */
interface Frozen {

    /** {@return how many containers stand inside each other here, itself included} */
    int height();

    /** {@return how many values it holds, itself included} */
    int nodes();

    /** {@return how many UTF-16 units its strings and keys have together} */
    long chars();

    /** {@return the length of its longest string or key} */
    int longest();
}
