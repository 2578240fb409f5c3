package io.mcpguard.schema;

import org.jspecify.annotations.Nullable;

/** What one keyword asks of an instance, or several that belong together. Immutable. */
@FunctionalInterface
interface Check {

    /**
     * Tests an instance, where null is JSON's null. On failure {@link Run#fail} has been told.
     *
     * @param seen collects which members and items were looked at, null if no {@code unevaluated} keyword wants to know
     */
    boolean test(@Nullable Object instance, Run run, @Nullable Evaluated seen);
}
