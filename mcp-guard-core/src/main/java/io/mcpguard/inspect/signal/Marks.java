package io.mcpguard.inspect.signal;

import java.util.ArrayList;
import java.util.List;

/** What a text says about its own parts: that it has ended, that what follows is an advertisement. Linear. */
public final class Marks {

    /** Nobody writes more of them into one text. */
    private static final int MAX = 16;

    private static final String[] ENDS = {
        "end of file",
        "end of document",
        "end of the document",
        "end of article",
        "end of text",
        "end of page",
        "end of email",
        "end of e-mail",
        "end of message",
        "end of report",
        "end of results",
        "end of result",
        "end of tool output",
        "end of output",
        "end of data",
        "end of context",
        "<eof>",
        "[eof]",
        "<<eof",
        "</document>",
        "</results>",
    };
    private static final String[] ADVERTISEMENTS = {
        "[advertisement]",
        "advertisement:",
        "-- advertisement",
        "[sponsored]",
        "sponsored content",
        "sponsored:",
        "[ad]",
        "<!-- ad ",
        "class=\"ad\"",
        "class=\"advert",
        "promoted content"
    };

    private Marks() {}

    /** Behind what says that a text in lower case has ended. */
    static List<Integer> ends(String text) {
        return find(text, ENDS);
    }

    /** Behind what says that an advertisement begins, in lower case. */
    static List<Integer> advertisements(String text) {
        return find(text, ADVERTISEMENTS);
    }

    private static List<Integer> find(String text, String[] marks) {
        var found = new ArrayList<Integer>();
        for (String mark : marks) {
            int at = text.indexOf(mark);
            for (int i = 0; at >= 0 && i < MAX; i++) {
                found.add(at + mark.length());
                at = text.indexOf(mark, at + mark.length());
            }
        }
        return found;
    }
}
