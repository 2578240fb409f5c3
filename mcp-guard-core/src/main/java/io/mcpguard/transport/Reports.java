package io.mcpguard.transport;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a transport of the guard's own tells besides messages. Thread-safe, and throws nothing. */
interface Reports {

    /**
     * Something came that is no message, and was skipped.
     *
     * @param reason why, in our words
     */
    void unreadable(String reason);

    /**
     * An answer came that is larger than the limits allow, and was skipped.
     *
     * @param id what it gave as the id of the request
     */
    void tooLarge(Object id);

    /**
     * The connection ended by itself, and everything that came before has been delivered. Told at most once.
     *
     * @param reason why, in our words
     */
    void lost(String reason);

    /**
     * A child process is about to start.
     *
     * @param files digests of the files that it runs
     * @return why it must not be started, in our words; empty if it may
     */
    default CompletionStage<Optional<String>> starts(Map<String, String> files) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    /** Before anything is connected there is nobody to tell. */
    Reports NONE = new Reports() {
        @Override
        public void unreadable(String reason) {}

        @Override
        public void tooLarge(Object id) {}

        @Override
        public void lost(String reason) {}
    };
}
