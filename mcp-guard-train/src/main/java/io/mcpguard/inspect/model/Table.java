package io.mcpguard.inspect.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Scores of rows that were judged by weights that had not seen them; thresholds and rates are taken from them. */
final class Table {

    private record Row(Doc first, float score) {}

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

    /** Scores that only so many of the distinct honest rows exceed. */
    Thresholds thresholds(boolean definition) {
        Map<String, Float> distinct = new HashMap<>();
        for (Row row : rows.values()) {
            if (row.first.definition() == definition && !row.first.attack()) {
                distinct.merge(row.first.text(), row.score, Math::max);
            }
        }
        float[] sorted = new float[distinct.size()];
        int next = 0;
        for (float score : distinct.values()) {
            sorted[next++] = score;
        }
        java.util.Arrays.sort(sorted);
        String kind = definition ? "definition" : "result";
        return new Thresholds(
                quantile(sorted, settings.number("stop." + kind, 0.003)),
                quantile(sorted, settings.number("notice." + kind, 0.025)));
    }

    private static float quantile(float[] sorted, double above) {
        return sorted[Math.max(0, (int) (sorted.length * (1 - above)))];
    }

    String print(Thresholds definition, Thresholds result) {
        var printed = new StringBuilder();
        printed.append(String.format(
                Locale.ROOT,
                "%-46s %6s %6s  %-20s  %-20s%n",
                "source, kind, label; distinct texts",
                "rows",
                "texts",
                "stopped, 95 %",
                "noticed, 95 %"));
        for (boolean unseen : new boolean[] {false, true}) {
            printed.append(
                    unseen
                            ? "not trained on (honest ones of tools were in view when the thresholds of definitions were set)\n"
                            : "left out of training in turn; thresholds are taken from the honest ones\n");
            Map<String, Map<String, Float>> cells = new TreeMap<>();
            Map<String, Integer> counts = new HashMap<>();
            for (Row row : rows.values()) {
                Doc doc = row.first;
                if ((settings.isUnseen(doc.source()) || settings.isStress(doc.source())) == unseen) {
                    String name = (doc.definition() ? "definition " : "result ")
                            + doc.source()
                            + (doc.attack() ? " attack" : " honest")
                            + (doc.attack() && !doc.learn() && !unseen ? ", not learnt" : "");
                    cells.computeIfAbsent(name, key -> new HashMap<>()).merge(doc.text(), row.score, Math::max);
                    counts.merge(name, 1, Integer::sum);
                }
            }
            cells.forEach((name, texts) -> {
                Thresholds at = name.startsWith("definition") ? definition : result;
                long stopped = texts.values().stream()
                        .filter(score -> score >= at.stop())
                        .count();
                long noticed = texts.values().stream()
                        .filter(score -> score >= at.notice())
                        .count();
                printed.append(String.format(
                        Locale.ROOT,
                        "%-46s %6d %6d  %-20s  %-20s%n",
                        name,
                        counts.get(name),
                        texts.size(),
                        wilson(stopped, texts.size()),
                        wilson(noticed, texts.size())));
            });
        }
        return printed.toString();
    }

    private static String wilson(long hits, long all) {
        double z = 1.96;
        double p = (double) hits / all;
        double d = 1 + z * z / all;
        double middle = (p + z * z / (2 * all)) / d;
        double half = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all)) / d;
        return String.format(
                Locale.ROOT,
                "%5.1f (%.1f-%.1f)",
                100 * p,
                100 * Math.max(0, middle - half),
                100 * Math.min(1, middle + half));
    }
}
