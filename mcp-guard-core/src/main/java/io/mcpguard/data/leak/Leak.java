package io.mcpguard.data.leak;

/**
 * A watched value, or enough of one, in a message. It names the value and never repeats it.
 *
 * @param name what the value is called, such as {@code <SECRET_1>}
 * @param pointer where the string stands that completed it
 * @param start the first UTF-16 unit of the part in that string, -1 if it stands in more strings than one
 * @param end behind the last one, -1 likewise
 * @param how in which form it left
 * @param share how much of what is not obvious about the value the server has by now, from 0 to 1
 * @param canary whether the value is one that nobody has a reason to send
 */
public record Leak(String name, String pointer, int start, int end, How how, double share, boolean canary) {

    /** The form in which a value left. */
    public enum How {
        /** As it is written. */
        PLAIN,
        /** All of it in one string: encoded, reversed, with its letters shifted or spaced out. */
        ENCODED,
        /** Part by part, or a part that is large enough. */
        IN_PIECES
    }
}
