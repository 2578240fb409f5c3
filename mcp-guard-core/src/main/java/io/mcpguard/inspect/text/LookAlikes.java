package io.mcpguard.inspect.text;

/**
 * What a name looks like to a reader, so that two names that a model or a person would take for one have the same look:
 * {@code read_file}, {@code Read_File}, and {@code read_file} with a Cyrillic letter. Thread-safe.
 */
public final class LookAlikes {

    private static final Folding FOLDING = new Folding();

    private LookAlikes() {}

    /**
     * The look of a name.
     *
     * @param name a name, as a server says it
     * @return the name itself if it is in plain lower case, else what it folds to
     */
    public static String lookOf(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x7F || c < ' ' || (c >= 'A' && c <= 'Z')) {
                return FOLDING.of(name);
            }
        }
        return name;
    }
}
