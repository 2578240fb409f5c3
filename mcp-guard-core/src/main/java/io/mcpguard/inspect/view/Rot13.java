package io.mcpguard.inspect.view;

/** Letters moved by thirteen. Words that are common in English tell it, and rules read it then. */
public final class Rot13 {

    /** The rule that notices a text in it. */
    public static final String RULE = "encoded-rot13";

    private Rot13() {}

    /** The text with every letter moved. */
    public static Reading read(String text) {
        var read = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean small = c >= 'a' && c <= 'z';
            boolean large = c >= 'A' && c <= 'Z';
            char first = small ? 'a' : 'A';
            read.append(small || large ? (char) (first + (c - first + 13) % 26) : c);
        }
        return new Reading(text, read.toString(), null);
    }
}
