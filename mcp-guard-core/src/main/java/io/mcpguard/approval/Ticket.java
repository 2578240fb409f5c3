package io.mcpguard.approval;

/**
 * What a refused call is told about the question that goes on. The name is for people and models to refer to; knowing it
 * answers nothing, since a model could be made to answer for itself.
 *
 * @param name unique within the guard while the ticket lasts
 * @param state where the question stands
 */
public record Ticket(String name, State state) {

    /** Where a question stands. May gain constants. */
    public enum State {
        /** Nobody has answered yet. */
        OPEN,
        /** The identical call will pass, once. */
        APPROVED,
        /** The identical call is refused without a new question. */
        DENIED
    }
}
