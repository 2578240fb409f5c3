package io.mcpguard.bench;

/** The part of a document that is written by a program, between two marks. */
final class Section {

    private static final String BEGIN = "<!-- benchmarks: begin -->\n";
    private static final String END = "<!-- benchmarks: end -->\n";

    private Section() {}

    static String replace(String document, String content) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the file needs the lines " + BEGIN.strip() + " and " + END.strip());
        }
        return document.substring(0, begin + BEGIN.length()) + "\n" + content.strip() + "\n\n"
                + document.substring(end);
    }
}
