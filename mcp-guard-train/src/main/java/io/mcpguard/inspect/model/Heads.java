package io.mcpguard.inspect.model;

import java.util.List;

/** The heads of the classifier, by the names they have in the settings, and which of them judges what. */
final class Heads {

    static final String DEFINITION = "definition";
    static final String RESULT = "result";
    static final String REQUEST = "request";
    static final List<String> ALL = List.of(DEFINITION, RESULT, REQUEST);

    private Heads() {}

    static boolean judges(int head, boolean definition) {
        return definition == (head == 0);
    }

    /** The level of a text: that of the head that finds the most. */
    static float level(float[] scores, Thresholds[] thresholds, boolean definition) {
        float level = Float.NEGATIVE_INFINITY;
        for (int head = 0; head < scores.length; head++) {
            if (judges(head, definition)) {
                level = Math.max(level, thresholds[head].level(scores[head]));
            }
        }
        return level;
    }
}
