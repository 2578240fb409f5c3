package io.mcpguard.cli.measure;

import io.mcpguard.cli.batch.BatchScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/** Runs labelled rows through a batch scan and says, source by source, how much was found. Not thread-safe. */
public final class Measurement {

    private final BatchScan scan;
    private final Counts counts;

    /**
     * A measurement without rows.
     *
     * @param scan judges
     * @param injectedIn members of rows that may hold what was injected into the text; the first that is there counts
     */
    public Measurement(BatchScan scan, List<String> injectedIn) {
        this.scan = scan;
        this.counts = new Counts(injectedIn);
    }

    /**
     * Takes the rows of one source.
     *
     * @param source its name
     * @param rows JSON lines
     * @param progress told how many rows are done, now and then
     * @throws IOException if they cannot be read
     */
    public void take(String source, InputStream rows, LongConsumer progress) throws IOException {
        scan.run(rows, (row, result) -> counts.count(source, row, result), progress);
    }

    /** {@return whether there was any row with a label that could be judged} */
    public boolean isEmpty() {
        return counts.lines().isEmpty();
    }

    /**
     * Prints two tables in Markdown.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        out.println("| source | surface | label | rows | groups | stopped | noticed |");
        out.println("|---|---|---|---|---|---|---|");
        for (Counts.Line line : counts.lines()) {
            Share stopped = counts.stopped(line);
            out.println("| " + line.source() + " | " + line.surface() + " | " + line.label() + " | "
                    + number(counts.rows(line)) + " | " + number(stopped.groups()) + " | " + stopped + " | "
                    + counts.noticed(line) + " |");
        }
        if (!counts.cuttings().isEmpty()) {
            out.println();
            out.println(
                    "| source | attacked texts | injected characters removed | other characters kept | without announcements |");
            out.println("|---|---|---|---|---|");
            for (Map.Entry<String, Cutting> source : counts.cuttings().entrySet()) {
                Cutting cutting = source.getValue();
                out.println("| " + source.getKey() + " | " + number(cutting.documents()) + " | "
                        + percent(cutting.removed()) + " | " + percent(cutting.kept()) + " | "
                        + percent(cutting.keptOfData()) + " |");
            }
        }
        left(out, counts.unlabelled(), "without a label, malicious or benign");
        left(
                out,
                counts.leftOut(),
                "of surfaces that are not judged here: secret and pii are with --data, server_name by scan");
        left(out, counts.unjudged(), "that are none, or that could not be judged");
    }

    Counts counts() {
        return counts;
    }

    private static void left(PrintStream out, int rows, String which) {
        if (rows > 0) {
            out.println();
            out.println("Not counted: " + number(rows) + " rows " + which + ".");
        }
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
