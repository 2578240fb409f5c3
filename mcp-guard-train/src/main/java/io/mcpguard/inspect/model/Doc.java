package io.mcpguard.inspect.model;

/**
 * One text to learn from or to judge. A tool gives several: its description and each string of its schemas.
 *
 * @param source the file of the corpora it comes from, or the part of the grammar
 * @param group what must not be split between training and judging: a repository, a server, a source of attacks
 * @param row which row of the source, for texts of one tool
 * @param definition whether it defines a tool; otherwise it is a result
 * @param attack whether it holds an order
 * @param text the text
 * @param start of the order, -1 where nobody knows
 * @param end behind the order
 * @param foreign whether its words are of a language the corpora hardly have: only classes of words count
 * @param learn whether to train on it
 */
record Doc(
        String source,
        String group,
        int row,
        boolean definition,
        boolean attack,
        String text,
        int start,
        int end,
        boolean foreign,
        boolean learn) {

    Doc at(int newStart, int newEnd) {
        return new Doc(source, group, row, definition, attack, text, newStart, newEnd, foreign, learn);
    }
}
