package io.mcpguard.drift;

import java.util.List;
import java.util.Set;

/** Names of tags that imitate what a model is told by its own application, such as {@code <IMPORTANT>}. */
final class Tags {

    static final int MAX_LENGTH = 40;

    private static final Set<String> WORDS = Set.of(
            "important",
            "system",
            "instruction",
            "instructions",
            "information",
            "secret",
            "hidden",
            "critical",
            "priority",
            "admin",
            "inst",
            "im",
            "start",
            "end",
            "override",
            "attention",
            "urgent",
            "mandatory",
            "directive",
            "message",
            "prompt",
            "note");

    private Tags() {}

    static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == ' ';
    }

    /** Whether all words of a tag's name are such words. Placeholders such as {@code <user_id>} have others. */
    static boolean speaksToTheModel(String name) {
        List<String> words = Words.ofName(name);
        return !words.isEmpty() && WORDS.containsAll(words);
    }
}
