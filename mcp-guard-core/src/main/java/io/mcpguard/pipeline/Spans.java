package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What inspection wants changed in a message.
 *
 * @param cut findings whose spans go
 * @param fence findings whose texts are fenced
 * @param fencing whether the policy prefers a fence, where one can stand
 */
record Spans(List<Finding> cut, List<Finding> fence, boolean fencing) {

    static final Spans NONE = new Spans(List.of(), List.of(), false);

    boolean isEmpty() {
        return cut.isEmpty() && fence.isEmpty();
    }

    /** Those of both. */
    Spans and(Spans other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new Spans(joined(cut, other.cut), joined(fence, other.fence), fencing || other.fencing);
    }

    /** The same where no fence can stand. */
    Spans allCut() {
        return new Spans(joined(cut, fence), List.of(), false);
    }

    private static List<Finding> joined(List<Finding> one, List<Finding> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
