package io.mcpguard.schema;

import io.mcpguard.schema.Shape.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a payload, up to a bound behind which all of it is wrong. */
final class Mistakes {

    private static final int MAX = 100;

    private final List<Violation> violations = new ArrayList<>();

    void add(String pointer, String expected) {
        if (violations.size() < MAX) {
            violations.add(new Violation(pointer, expected));
        } else if (violations.size() == MAX) {
            // Without this the items behind the bound would pass.
            violations.add(new Violation("", "a message with at most " + MAX + " mistakes"));
        }
    }

    boolean isFull() {
        return violations.size() > MAX;
    }

    List<Violation> toList() {
        return List.copyOf(violations);
    }
}
