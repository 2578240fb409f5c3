package io.mcpguard.inspect.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows were found by weights that had not seen them. A text counts once; the intervals and the second column of
 * each pair count all texts of a template as one.
 */
final class Table {

    private record Row(Doc first, float score) {}

    /** Shares of honest texts above a threshold, for the curve. */
    private static final double[] CURVE = {0.001, 0.0025, 0.005, 0.01, 0.02, 0.05};

    private static final String NAME = "%-58s";

    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final Settings settings;

    Table(Settings settings) {
        this.settings = settings;
    }

    /** A row scores what the worst of its texts scores. */
    void add(Doc doc, float score) {
        rows.merge(
                doc.row(), new Row(doc, score), (one, other) -> new Row(one.first, Math.max(one.score, other.score)));
    }

    /** The honest ones of a kind that were left out in turn. */
    List<Cell> honest(boolean definition) {
        return honest(cells(), definition);
    }

    /** The lowest score that no more than this share of honest texts reach. */
    float quantile(List<Cell> honest, double share) {
        return Cell.quantile(honest, share, cell -> settings.counts(cell.example.source()));
    }

    private List<Cell> honest(Map<String, Cell> cells, boolean definition) {
        return cells.values().stream()
                .filter(cell -> cell.example.definition() == definition && !cell.example.attack() && !isApart(cell))
                .toList();
    }

    private boolean isApart(Cell cell) {
        String source = cell.example.source();
        return settings.isUnseen(source) || settings.isStress(source);
    }

    private Map<String, Cell> cells() {
        Map<String, Cell> cells = new TreeMap<>();
        for (Row row : rows.values()) {
            Doc doc = row.first;
            String kind = doc.attack() ? doc.lesson().endsWith(".bare") ? " bare request" : " attack" : " honest";
            cells.computeIfAbsent(doc.surface() + " " + doc.source() + kind, key -> new Cell(doc))
                    .add(doc.text(), row.score);
        }
        cells.values().forEach(Cell::group);
        return cells;
    }

    String print(float stop, float notice) {
        Map<String, Cell> cells = cells();
        var printed = new StringBuilder();
        printed.append(format(
                NAME + " %6s %6s %9s  %-26s  %-26s%n",
                "surface, source, label; texts, templates (95 %)",
                "rows",
                "texts",
                "templates",
                "stopped",
                "noticed"));
        for (boolean apart : new boolean[] {false, true}) {
            printed.append(apart ? "not trained on\n" : "left out of training in turn\n");
            cells.forEach((name, cell) -> {
                if (isApart(cell) == apart) {
                    printed.append(format(
                            NAME + " %6d %6d %9d  %-26s  %-26s%n",
                            name,
                            cell.rows,
                            cell.scores.length,
                            cell.templates,
                            rate(cell, stop),
                            rate(cell, notice)));
                }
            });
        }
        curve(cells, printed);
        return printed.toString();
    }

    private void curve(Map<String, Cell> cells, StringBuilder printed) {
        printed.append(format("%n" + NAME, "texts found, where so many of the honest ones are above"));
        for (double share : CURVE) {
            printed.append(format("%8.2f %%", 100 * share));
        }
        printed.append("\n");
        for (boolean apart : new boolean[] {false, true}) {
            cells.forEach((name, cell) -> {
                if (isApart(cell) == apart) {
                    List<Cell> honest = honest(cells, cell.example.definition());
                    printed.append(format(NAME, name));
                    for (double share : CURVE) {
                        printed.append(format("%10.1f", 100 * cell.share(quantile(honest, share))));
                    }
                    printed.append("\n");
                }
            });
        }
    }

    private static String rate(Cell cell, float threshold) {
        return format(
                "%5.1f %s", 100 * cell.share(threshold), wilson(cell.shareOfTemplates(threshold), cell.templates));
    }

    static String wilson(double p, long all) {
        double z = 1.96;
        double d = 1 + z * z / all;
        double middle = (p + z * z / (2 * all)) / d;
        double half = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all)) / d;
        return format("%5.1f (%.1f-%.1f)", 100 * p, 100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
