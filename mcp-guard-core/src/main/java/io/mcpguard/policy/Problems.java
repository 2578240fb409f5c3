package io.mcpguard.policy;

import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Node.Place;
import io.mcpguard.policy.PolicyException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one policy file. */
final class Problems {

    /** More are not even collected. */
    private static final int MAX_COLLECTED = 1_000;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String path, String message, String remedy) {
        if (!isFull()) {
            found.add(new Problem(file, place.line(), place.column(), path, message, remedy));
        }
    }

    void add(Place place, String path, Fault fault) {
        add(place, path, fault.message(), fault.remedy());
    }

    boolean isFull() {
        return found.size() >= MAX_COLLECTED;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Everything so far, in the order of the file. */
    PolicyException exception() {
        found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new PolicyException(found);
    }

    /** Everything so far and one more, after which reading cannot go on. */
    PolicyException fatal(Place place, String message, String remedy) {
        add(place, "", message, remedy);
        return exception();
    }
}
