package io.mcpguard.inspect.model;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;

/**
 * Tells text that gives orders to the model from text that does not: a linear classifier over words, their classes and
 * the shape of sentences. Immutable and safe for use by many threads; what one thread reads with is a {@link Reading}.
 */
public final class OrderModel {

    private final Weights weights;

    OrderModel(Weights weights) {
        this.weights = weights;
    }

    /**
     * The classifier that comes with the guard. Its weights are read on the first call.
     *
     * @return the classifier
     */
    public static OrderModel standard() {
        return Standard.MODEL;
    }

    /**
     * Something to judge texts with, one after the other.
     *
     * @return a reading, for one thread
     */
    public Reading reading() {
        return new Reading(requireNonNull(weights));
    }

    private static final class Standard {

        static final OrderModel MODEL = read();

        private static OrderModel read() {
            InputStream in = OrderModel.class.getResourceAsStream("weights.bin");
            if (in == null) {
                throw new IllegalStateException("the weights of the classifier are missing");
            }
            return new OrderModel(Weights.read(in));
        }
    }
}
