package io.mcpguard.inspect.model;

/**
 * One text to learn from or to judge. A tool gives several: its description and each string of its schemas.
 *
 * @param source the file of the corpora it comes from, or the part of the grammar
 * @param group what must not be split between training and judging: a repository, a server, a source of attacks
 * @param row which row of the source, for texts of one tool; negative for what the grammar wrote
 * @param surface what it is: {@code definition}, {@code result}, {@code prompt}, perhaps with a remark behind it
 * @param attack whether it holds an order
 * @param text the text
 * @param start of the order, -1 where nobody knows
 * @param end behind the order
 * @param foreign whether its words are of a language the corpora hardly have: only classes of words count
 * @param lesson under which name the settings weigh it, empty for what must not be learnt
 */
record Doc(
        String source,
        String group,
        int row,
        String surface,
        boolean attack,
        String text,
        int start,
        int end,
        boolean foreign,
        String lesson) {

    Doc at(int newStart, int newEnd) {
        return new Doc(source, group, row, surface, attack, text, newStart, newEnd, foreign, lesson);
    }

    boolean definition() {
        return surface.startsWith("definition");
    }

    boolean learn() {
        return !lesson.isEmpty();
    }
}
