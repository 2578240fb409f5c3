package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * Changes messages. Mutators run one after the other, each on what the one before it returned; either all of a phase
 * apply or none does.
 *
 * <pre>{@code
 * Mutator.of("hide-home", Hook.responses("tools/call"), in -> MutationResult.changed(
 *         Json.mapStrings(in.payload(), s -> s.replace("/home/ana", "~")), "home directory shortened"));
 * }</pre>
 */
public non-sealed interface Mutator extends Interceptor {

    /**
     * Its place among the mutators of a phase.
     *
     * @param phase the phase
     * @return low comes first; ties go by name
     */
    default int priorityHint(Phase phase) {
        return 0;
    }

    /**
     * Changes one message, or leaves it.
     *
     * @param in the message as it is by now, immutable
     * @return the change; null refuses the message
     */
    MutationResult mutate(Interception in);

    /**
     * A mutator made of a function.
     *
     * @param name a name unique within a guard
     * @param hook the messages it wants to see
     * @param change the function
     * @return the mutator
     */
    static Mutator of(String name, Hook hook, Function<? super Interception, MutationResult> change) {
        requireNonNull(name, "name");
        requireNonNull(hook, "hook");
        requireNonNull(change, "change");
        return new Mutator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Hook hook() {
                return hook;
            }

            @Override
            public MutationResult mutate(Interception in) {
                return change.apply(in);
            }

            @Override
            public String toString() {
                return "mutator " + name + " on " + hook;
            }
        };
    }
}
