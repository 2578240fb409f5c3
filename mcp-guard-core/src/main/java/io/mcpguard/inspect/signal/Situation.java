package io.mcpguard.inspect.signal;

/**
 * What is known around a message that its text does not say: which tools there are, what the user asked, and what the
 * fields of a tool have held so far. Asked during an inspection, by the thread that inspects; every method has to be cheap.
 */
public interface Situation {

    /** Nothing is known. */
    Situation NONE = new Situation() {};

    /**
     * Whether a part of a text is the name of a tool, of any server.
     *
     * @param text the text
     * @param start the first UTF-16 unit
     * @param end behind the last one
     * @return false if no tool is known by it
     */
    default boolean isTool(String text, int start, int end) {
        return false;
    }

    /** {@return what the user asked} */
    default Asked asked() {
        return Asked.NOTHING;
    }

    /**
     * Whether a field has been seen often enough, and never held a sentence.
     *
     * @param field as {@link FieldHistory} numbers it
     * @return false too if little is known of it
     */
    default boolean heldNoProse(long field) {
        return false;
    }

    /**
     * Whether a signal counts. All do, but for those who measure what each adds.
     *
     * @param signal the signal
     * @return false to leave it out
     */
    default boolean uses(Signal signal) {
        return true;
    }
}
