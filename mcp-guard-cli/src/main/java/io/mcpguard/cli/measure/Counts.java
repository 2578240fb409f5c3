package io.mcpguard.cli.measure;

import io.mcpguard.inspect.sanitise.Fence;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Counts, source by source, what became of labelled rows. Not thread-safe. */
final class Counts {

    /** What nothing judges here: it would say nothing about anything. */
    private static final Set<String> LEFT_OUT = Set.of("secret", "pii", "server_name");

    private static final Limits RESULT = new Limits(1_000, 4_000_000, 64 << 20, 64L << 20);

    /**
     * Rows that are shown in one line, in the order of lines.
     *
     * @param source the file
     * @param surface what they are about
     * @param label malicious or benign
     */
    record Line(String source, String surface, String label) implements Comparable<Line> {

        private static final Comparator<Line> ORDER =
                Comparator.comparing(Line::source).thenComparing(Line::surface).thenComparing(Line::label);

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }

    /** Rows that say the same. */
    private static final class Group {
        private int rows;
        private int noticed;
        private int stopped;
    }

    private final List<String> injectedIn;
    private final Map<Line, Map<String, Group>> lines = new TreeMap<>();
    private final Map<String, Cutting> cuttings = new TreeMap<>();
    private int unlabelled;
    private int leftOut;
    private int unjudged;

    Counts(List<String> injectedIn) {
        this.injectedIn = List.copyOf(injectedIn);
    }

    /** Counts a row and its result, both JSON in UTF-8. */
    void count(String source, byte @Nullable [] row, byte[] result) {
        Map<String, @Nullable Object> judged;
        Sample sample;
        try {
            judged = JsonText.parseObject(result, RESULT);
            if (row == null || judged.containsKey("error")) {
                unjudged++;
                return;
            }
            sample = Sample.of(JsonText.parseObject(row, RESULT), injectedIn);
        } catch (JsonException e) {
            // A result holds parts of its row, and may be deeper than any row.
            unjudged++;
            return;
        }
        if (sample == null) {
            unlabelled++;
        } else if (LEFT_OUT.contains(sample.surface())) {
            leftOut++;
        } else {
            count(source, sample, judged);
        }
    }

    private void count(String source, Sample sample, Map<String, @Nullable Object> judged) {
        String decision = String.valueOf(judged.get("decision"));
        var line = new Line(source, sample.surface(), sample.isMalicious() ? "malicious" : "benign");
        Group group =
                lines.computeIfAbsent(line, key -> new HashMap<>()).computeIfAbsent(sample.group(), key -> new Group());
        boolean stopped = decision.equals("block") || decision.equals("sanitize");
        group.rows++;
        group.noticed += decision.equals("allow") ? 0 : 1;
        group.stopped += stopped ? 1 : 0;
        if (!sample.injected().isEmpty()) {
            int start = sample.text().indexOf(sample.injected());
            String after =
                    !stopped ? sample.text() : judged.get("sanitized") instanceof String sanitized ? sanitized : "";
            if (!Fence.isFenced(after)) {
                cuttings.computeIfAbsent(source, key -> new Cutting())
                        .count(sample.text(), start, start + sample.injected().length(), after);
            }
        }
    }

    /** {@return the lines of the table, in order} */
    Set<Line> lines() {
        return lines.keySet();
    }

    int rows(Line line) {
        return groups(line).values().stream().mapToInt(group -> group.rows).sum();
    }

    Share noticed(Line line) {
        return share(line, group -> group.noticed);
    }

    Share stopped(Line line) {
        return share(line, group -> group.stopped);
    }

    /** The share of rows, each group counted once. */
    private Share share(Line line, ToIntFunction<Group> of) {
        Map<String, Group> groups = groups(line);
        return new Share(
                groups.values().stream()
                        .mapToDouble(group -> (double) of.applyAsInt(group) / group.rows)
                        .sum(),
                groups.size());
    }

    private Map<String, Group> groups(Line line) {
        return Objects.requireNonNull(lines.get(line), "line");
    }

    /** {@return by source what became of injected text, where rows say what that is} */
    Map<String, Cutting> cuttings() {
        return cuttings;
    }

    /** {@return rows without a label} */
    int unlabelled() {
        return unlabelled;
    }

    /** {@return rows of surfaces that other detectors judge} */
    int leftOut() {
        return leftOut;
    }

    /** {@return rows that are none, or that could not be judged} */
    int unjudged() {
        return unjudged;
    }
}
