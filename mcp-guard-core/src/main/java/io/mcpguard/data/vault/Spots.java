package io.mcpguard.data.vault;

import java.util.ArrayList;
import java.util.List;

/** Puts what was found in one text in order. */
final class Spots {

    private Spots() {}

    /**
     * Placeholders and values of one text together, none overlapping another: of a value that has a placeholder in it, what is
     * left of and right of it stays.
     *
     * @param marks placeholders in their order, disjoint
     * @param values values in their order, disjoint
     */
    static List<Spot> merge(List<Spot> marks, List<Spot> values) {
        if (marks.isEmpty()) {
            return values;
        }
        var merged = new ArrayList<Spot>(marks.size() + values.size());
        int next = 0;
        for (Spot value : values) {
            int start = value.start();
            while (next < marks.size() && marks.get(next).start() < value.end()) {
                Spot mark = marks.get(next++);
                if (mark.start() > start && mark.end() > value.start()) {
                    merged.add(value.span(start, mark.start()));
                }
                merged.add(mark);
                start = Math.max(start, mark.end());
            }
            if (start < value.end()) {
                merged.add(value.span(start, value.end()));
            }
        }
        merged.addAll(marks.subList(next, marks.size()));
        return merged;
    }
}
