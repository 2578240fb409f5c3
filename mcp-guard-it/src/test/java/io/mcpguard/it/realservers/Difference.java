package io.mcpguard.it.realservers;

import org.jspecify.annotations.Nullable;

/**
 * A place at which two transcripts differ.
 *
 * @param pointer a JSON pointer into the transcript. Three kinds of place that JSON has no pointer for end in a segment of
 *     their own: {@code #line 2} of a text of several lines, {@code #length} of a list, {@code #order} of an object's keys
 * @param text how they differ, for people
 * @param before the line or the text as it was, if it is one
 * @param after the line or the text as it became, if it is one
 */
record Difference(
        String pointer,
        String text,
        @Nullable String before,
        @Nullable String after) {

    /** Whether it is at this place or below it. */
    boolean isWithin(String place) {
        return pointer.equals(place) || pointer.startsWith(place + "/");
    }

    @Override
    public String toString() {
        return pointer + "\n        " + text;
    }
}
