package io.mcpguard.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter has to do with a message now. Sealed, because an adapter that did not know a case would be a hole.
 */
public sealed interface Outcome {

    /**
     * Hand on this message, which is not the one that came in.
     *
     * @param message what was checked
     * @param unsent says that it could not be sent, and that the application was told: nobody waits for an answer then
     */
    record Pass(Message message, Runnable unsent) implements Outcome {

        /**
         * A message that has no answer.
         *
         * @param message what was checked
         */
        public Pass(Message message) {
            this(message, () -> {});
        }
    }

    /**
     * Send this back to where the message came from.
     *
     * @param message the guard's answer
     */
    record Answer(Message message) implements Outcome {}

    /** Do nothing. */
    enum Drop implements Outcome {
        /** The only one. */
        INSTANCE
    }

    /**
     * Wait, without a thread.
     *
     * @param outcome never fails, never yields another {@code Later}, and ends within the exchange's budget
     * @param cancel says that nobody wants the message any more: it is then refused instead of handed on
     */
    record Later(CompletionStage<Outcome> outcome, Runnable cancel) implements Outcome {}

    /**
     * Does what the outcome says, now or when it is known.
     *
     * @param <T> what handing on yields
     * @param pass hands the message on
     * @param answer sends it back
     * @return what they yield; null for a dropped message
     */
    default <T extends @Nullable Object> CompletionStage<@Nullable T> route(
            Function<? super Message, ? extends CompletionStage<T>> pass,
            Function<? super Message, ? extends CompletionStage<T>> answer) {
        if (this instanceof Pass it) {
            return pass.apply(it.message()).thenApply(x -> x);
        }
        if (this instanceof Answer it) {
            return answer.apply(it.message()).thenApply(x -> x);
        }
        if (this instanceof Later it) {
            return it.outcome().thenCompose(outcome -> outcome.route(pass, answer));
        }
        return CompletableFuture.completedStage(null);
    }
}
