package io.mcpguard.names;

/** What names look like, for telling whether two of them would be taken for one. Thread-safe. */
public final class Looks {

    private Looks() {}

    /**
     * The look of a name: its skeleton (UTS #39) without case, and without what tells {@code i}, {@code I}, {@code l} and
     * {@code 1} apart. {@code read_file}, {@code Read_FiIe} and {@code read_file} with a Cyrillic letter have one;
     * {@code read_files} and {@code read-file} have others. Linear in the length.
     *
     * @param name a name, as a server says it
     * @return its look, to be compared and not to be shown
     */
    public static String of(String name) {
        return Letters.lower(Confusables.skeleton(Letters.lower(Letters.of(name))))
                .replace('i', 'l');
    }
}
