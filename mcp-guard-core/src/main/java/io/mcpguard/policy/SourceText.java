package io.mcpguard.policy;

import io.mcpguard.policy.Node.Place;
import java.util.ArrayList;
import java.util.List;

/** The text of a policy file, with its lines. */
final class SourceText {

    private static final String BOM = "\uFEFF";

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();
    private Place cursor = new Place(1, 1);
    private int cursorIndex;

    SourceText(String text) {
        this.text = text.startsWith(BOM) ? text.substring(1) : text;
        lineStarts.add(0);
        for (int i = 0; i < this.text.length(); i++) {
            char c = this.text.charAt(i);
            if (c == '\n' || (c == '\r' && charAt(i + 1) != '\n')) {
                lineStarts.add(i + 1);
            }
        }
    }

    String text() {
        return text;
    }

    /**
     * The character at a place, a space behind the end of the text. Places are asked for in their order, so that the
     * next one is looked for from the last one on: a file may be one long line.
     */
    char at(Place place) {
        if (cursor.compareTo(place) > 0 || cursor.line() != place.line()) {
            int line = Math.min(Math.max(place.line(), 1), lineStarts.size());
            cursor = new Place(line, 1);
            cursorIndex = lineStarts.get(line - 1);
        }
        int column = cursor.column();
        for (; column < place.column() && cursorIndex < text.length(); column++) {
            cursorIndex += Character.charCount(text.codePointAt(cursorIndex));
        }
        cursor = new Place(cursor.line(), column);
        return charAt(cursorIndex);
    }

    /** Where an index of the text is. */
    Place place(int index) {
        int line = 0;
        while (line + 1 < lineStarts.size() && lineStarts.get(line + 1) <= index) {
            line++;
        }
        return new Place(line + 1, 1 + text.codePointCount(lineStarts.get(line), Math.min(index, text.length())));
    }

    /**
     * The index of the first character that is not there to be read: controls, halves of surrogate pairs, and marks that
     * change the order in which the others are shown, so that a reviewer would read another policy than the guard.
     *
     * @return -1 if there is none
     */
    int firstUnreadable() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && Character.isLowSurrogate(charAt(i + 1))) {
                i++;
            } else if (isUnreadable(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUnreadable(char c) {
        if (c < ' ') {
            return c != '\n' && c != '\r' && c != '\t';
        }
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || "\u061c\u200e\u200f\u2028\u2029\ufeff\ufffe\uffff".indexOf(c) >= 0;
    }

    private char charAt(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }
}
