package io.mcpguard.inspect.text;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Leaf;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Phase;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every string of a message, values and object keys alike, with what it is for. Structures that no protocol version
 * knows are walked like all others.
 */
public final class Leaves {

    private Leaves() {}

    /**
     * Visits every string of a payload in document order, a key before its value.
     *
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @param visitor called once a string, on this thread
     * @throws IllegalArgumentException if the payload is nested deeper than {@value Walk#MAX_DEPTH}
     */
    public static void forEach(
            String event, Phase phase, Map<String, @Nullable Object> payload, Consumer<? super Leaf> visitor) {
        requireNonNull(event, "event");
        requireNonNull(phase, "phase");
        requireNonNull(visitor, "visitor");
        Walk.over(payload, (walk, kind, isKey, text) -> visitor.accept(new Leaf(walk.pointer(), kind, isKey, text)));
    }

    /**
     * The same for those who find most strings clean, and want to know of few where they stand.
     *
     * @param payload the params, result or error
     * @param visitor called once a string, on this thread
     * @throws IllegalArgumentException if the payload is nested deeper than {@value Walk#MAX_DEPTH}
     */
    public static void visit(Map<String, @Nullable Object> payload, Visitor visitor) {
        requireNonNull(visitor, "visitor");
        Walk.over(payload, (walk, kind, isKey, text) -> visitor.visit(kind, isKey, text, walk::pointer));
    }

    /** Sees one string after the other. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * One string.
         *
         * @param kind what it is for
         * @param isKey whether it is an object key
         * @param text the string
         * @param pointer its JSON pointer, made when it is asked for; to be asked during the call only
         */
        void visit(LeafKind kind, boolean isKey, String text, Supplier<String> pointer);
    }
}
