package io.mcpguard.api.trust;

import java.util.concurrent.CompletionStage;

/**
 * Keeps pins: a file, a database, memory. All methods return at once and are safe to call from any thread.
 */
public interface PinStore {

    /**
     * Reads everything.
     *
     * @return the pins and their revision; fails if they are unreadable, which stops the guard from trusting anything
     *     rather than starting afresh
     */
    CompletionStage<Snapshot> load();

    /**
     * Replaces everything, if nobody else did so since it was read.
     *
     * @param expectedRevision the revision that was read
     * @param pins the new content
     * @return true if it was replaced, false if the revision is another by now; fails if it cannot be written, and then
     *     the old content is intact
     */
    CompletionStage<Boolean> replace(String expectedRevision, Pins pins);

    /**
     * Whether what is read was signed by whoever decides. Then it counts at once, also in a running guard, and a guard
     * that cannot sign writes nothing: what it sees and nobody signed is held in memory.
     *
     * @return false, unless the store says otherwise
     */
    default boolean isSigned() {
        return false;
    }

    /**
     * Whether what others write here counts at once, also in running guards: what somebody approved is trusted, what is no
     * longer there is not. Only for a store that no server can write to, such as a database with access rights of its
     * own; a file of the user that servers run as is none. Unlike a signed store it is written by guards too.
     *
     * @return false, unless the store says otherwise
     */
    default boolean countsAtOnce() {
        return false;
    }

    /**
     * Asks to be told when somebody else changes the content. A store that cannot know never calls. A guard asks a store
     * that is signed or {@linkplain #countsAtOnce counts at once}; without a call it reads again with its next listing.
     *
     * @param changed called on any thread; must not block
     * @return ends the watch when closed
     */
    default Watch watch(Runnable changed) {
        return () -> {};
    }

    /**
     * The content at one moment.
     *
     * @param revision changes with the content; {@code ""} where there is none yet
     * @param pins the content
     */
    record Snapshot(String revision, Pins pins) {}

    /** Ends a watch. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
