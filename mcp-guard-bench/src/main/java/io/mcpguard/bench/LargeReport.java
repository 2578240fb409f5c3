package io.mcpguard.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@link ManyTools#COUNT} tools cost, as Markdown: medians over the rounds. The ratios are to SHA-256 over the same
 * canonical forms in the same round, and are what to look at on a machine that does something else too.
 */
final class LargeReport {

    private static final String SHA_256 = "LargeList.sha256";

    /**
     * A line of the table.
     *
     * @param tools how many tools one operation has
     * @param goal most times SHA-256; 0 where there is no such goal
     */
    private record Row(String label, String benchmark, int tools, double goal) {}

    private static final List<Row> ROWS = List.of(
            new Row("SHA-256 of the canonical form alone", SHA_256, 1, 0),
            new Row("verified: frozen, compared with the pin", "LargeList.verified", 1, 5),
            new Row("the same with canonical form and digest", "LargeList.verifiedAndDigested", 1, 5),
            new Row("unchanged, whole guard", "LargeList.guardUnchanged", 1, 0),
            new Row("lock, read", "LargeLock.read", ManyTools.COUNT, 0),
            new Row("lock, written and flushed", "LargeLock.written", ManyTools.COUNT, 0),
            new Row("lock, read and written by a new process", "LargeLockCold.readAndWritten", ManyTools.COUNT, 0));

    private final List<Measured> rounds;

    LargeReport(List<Measured> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /** Matches every benchmark that the table needs, but for those of a new process. */
    static String pattern() {
        return "\\.(LargeList\\.(sha256|verified|verifiedAndDigested|guardUnchanged)|LargeLock\\..*)$";
    }

    String markdown() {
        var text = new StringBuilder("| 10,000 tools, per tool | µs | lowest to highest round | × SHA-256 | goal |\n");
        text.append("|---|---:|---:|---:|---|\n");
        ROWS.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private String line(Row row) {
        ToDoubleFunction<Measured> micros = round -> micros(round, row);
        double[] all = sorted(micros);
        double ratio =
                median(sorted(round -> micros(round, row) / round.cost(SHA_256).micros()));
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f | %.2f | %s |\n",
                row.label,
                median(all),
                all[0],
                all[all.length - 1],
                ratio,
                row.goal == 0 ? "" : verdict(ratio, row.goal));
    }

    private static String verdict(double ratio, double goal) {
        return String.format(Locale.ROOT, "at most %.0f ×: %s", goal, ratio <= goal ? "met" : "**not met**");
    }

    private static double micros(Measured round, Row row) {
        return round.cost(row.benchmark).micros() / row.tools;
    }

    private double[] sorted(ToDoubleFunction<Measured> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
