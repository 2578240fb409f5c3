package io.mcpguard.pipeline;

import io.mcpguard.api.Interception;
import org.jspecify.annotations.Nullable;

/** What a connection knows of the definitions its server listed. The session answers; the pipeline asks. */
public interface Definitions {

    /** Knows nothing. */
    Definitions NONE = new Definitions() {
        @Override
        public Known known(Interception in, @Nullable Object item) {
            return Known.NOTHING;
        }

        @Override
        public @Nullable String brokenPromise(Interception in) {
            return null;
        }
    };

    /**
     * What is known of an item before it is read.
     *
     * @param in the list result it stands in
     * @param item the definition
     * @return how much is known
     */
    Known known(Interception in, @Nullable Object item);

    /**
     * Whether all items of a list result were judged before as they are, nothing was found in them, and nothing has changed
     * since by which they are judged: their shape is right, and inspection need not read them again.
     *
     * @param in a list result
     * @return false too if it is none
     */
    default boolean isKnown(Interception in) {
        return false;
    }

    /**
     * Whether a result breaks what its tool's {@code outputSchema} promises. Asked last, about what would be delivered.
     *
     * @param in a result
     * @return a pointer to what breaks it, null if nothing does or nothing was promised
     */
    @Nullable
    String brokenPromise(Interception in);

    /**
     * Whether strings that were cut have lost the {@code format} that the tool's {@code outputSchema} promises of them. What
     * a server sends need not keep to formats, which JSON Schema takes for remarks; what the guard makes of it does.
     *
     * @param before a result as it came
     * @param after the same without what was cut
     * @return a pointer to the first such string, null if there is none
     */
    default @Nullable String brokenFormat(Interception before, Interception after) {
        return null;
    }

    /** How much is known of a definition. */
    enum Known {
        /** Nothing; it has to be read. */
        NOTHING,
        /** This guard read the same definition before and found nothing. */
        CLEAN,
        /** A person approved this very definition, whatever is found in it. */
        APPROVED
    }
}
