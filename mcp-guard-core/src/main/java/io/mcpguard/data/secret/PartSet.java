package io.mcpguard.data.secret;

import java.util.ArrayList;
import java.util.List;

/** Words that are looked for in a text all at once, by their first characters. They are in small letters. Immutable. */
final class PartSet {

    private static final int CHARS = 0x80;

    private final List<List<String>> byFirst = new ArrayList<>();

    PartSet(List<String> parts) {
        for (char c = 0; c < CHARS; c++) {
            char first = c;
            byFirst.add(parts.stream().filter(part -> part.charAt(0) == first).toList());
        }
    }

    /** Whether one of them is in a text. */
    boolean isIn(String small) {
        for (int i = 0; i < small.length(); i++) {
            if (beginsAt(small, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them stands at a place. */
    boolean beginsAt(String small, int at) {
        char c = small.charAt(at);
        if (c < CHARS) {
            for (String part : byFirst.get(c)) {
                if (small.startsWith(part, at)) {
                    return true;
                }
            }
        }
        return false;
    }
}
