package io.mcpguard.data.leak;

import static java.util.Objects.requireNonNull;

/**
 * One string of a message. Its {@code toString} does not show the text.
 *
 * @param pointer the JSON pointer of the string, with that of an object key for the key itself
 * @param text the string as it goes out
 */
public record Piece(String pointer, String text) {

    public Piece {
        requireNonNull(pointer, "pointer");
        requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "Piece[" + text.length() + " characters]";
    }
}
