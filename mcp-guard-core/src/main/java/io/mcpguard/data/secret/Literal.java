package io.mcpguard.data.secret;

/**
 * A word that is looked for by its rarest character: the machine finds a character many places at a time, a word one by
 * one. Immutable.
 *
 * @param rare where in the word that character stands
 */
record Literal(String word, int rare) {

    static Literal of(String word, char rare) {
        return new Literal(word, word.indexOf(rare));
    }

    /** Where it stands next, -1 if nowhere. */
    int next(String text, int from) {
        char c = word.charAt(rare);
        for (int at = text.indexOf(c, from + rare); at >= 0; at = text.indexOf(c, at + 1)) {
            if (text.startsWith(word, at - rare)) {
                return at - rare;
            }
        }
        return -1;
    }
}
