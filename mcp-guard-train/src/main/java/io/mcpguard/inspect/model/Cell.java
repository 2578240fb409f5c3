package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The distinct texts of one source, surface and label, with the score of each; grouped by template once all are in. */
final class Cell {

    final Doc example;
    int rows;
    int templates;
    float[] scores = new float[0];
    /** What a text weighs: one, divided by the number of texts of its template. */
    double[] weights = new double[0];

    private final Map<String, Float> texts = new LinkedHashMap<>();

    Cell(Doc example) {
        this.example = example;
    }

    void add(String text, float score) {
        rows++;
        texts.merge(text, score, Math::max);
    }

    void group() {
        int[] groups = Templates.of(List.copyOf(texts.keySet()));
        templates = Arrays.stream(groups).max().orElse(-1) + 1;
        int[] sizes = new int[templates];
        for (int group : groups) {
            sizes[group]++;
        }
        scores = new float[groups.length];
        weights = new double[groups.length];
        int next = 0;
        for (float score : texts.values()) {
            weights[next] = 1.0 / sizes[groups[next]];
            scores[next++] = score;
        }
    }

    /** The share of texts that reach a score. */
    double share(float threshold) {
        int above = 0;
        for (float score : scores) {
            above += score >= threshold ? 1 : 0;
        }
        return (double) above / scores.length;
    }

    /** The same where all texts of a template together count as one. */
    double shareOfTemplates(float threshold) {
        double above = 0;
        for (int i = 0; i < scores.length; i++) {
            above += scores[i] >= threshold ? weights[i] : 0;
        }
        return above / templates;
    }

    /**
     * The lowest score that no more than this share of the templates of all cells together reach.
     *
     * @param counts how much a template of a cell counts
     */
    static float quantile(List<Cell> cells, double share, ToDoubleFunction<Cell> counts) {
        record Point(float score, double weight) {}
        double left = cells.stream()
                        .mapToDouble(cell -> cell.templates * counts.applyAsDouble(cell))
                        .sum()
                * share;
        List<Point> points = cells.stream()
                .flatMap(cell -> java.util.stream.IntStream.range(0, cell.scores.length)
                        .mapToObj(i -> new Point(cell.scores[i], cell.weights[i] * counts.applyAsDouble(cell))))
                .sorted((one, other) -> Float.compare(other.score, one.score))
                .toList();
        for (Point point : points) {
            left -= point.weight;
            if (left < 0) {
                return Math.nextUp(point.score);
            }
        }
        return Float.NEGATIVE_INFINITY;
    }
}
