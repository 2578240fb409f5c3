package io.mcpguard.cli.measure;

import io.mcpguard.cli.batch.LineSource;
import io.mcpguard.cli.judge.DataJudge;
import io.mcpguard.cli.judge.DataJudge.Judged;
import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says how many secrets and personal data of labelled rows are found, class by class, and in how many honest texts and tools
 * anything is. Not thread-safe.
 */
public final class DataMeasurement {

    private static final Limits ROW = new Limits(1_000, 4_000_000, 64 << 20, 64L << 20);

    private final DataJudge judge;
    private final Map<String, Map<String, Found>> classes = new TreeMap<>();
    private final Map<String, Touched> honest = new TreeMap<>();

    /** Rows of one class: those in which there is something, and those that only look like it. */
    private static final class Found {
        private int there;
        private int found;
        private int foundSurely;
        private int alike;
        private int hit;
        private int hitSurely;

        void add(Found other) {
            there += other.there;
            found += other.found;
            foundSurely += other.foundSurely;
            alike += other.alike;
            hit += other.hit;
            hitSurely += other.hitSurely;
        }
    }

    /** Honest rows of one source. */
    private static final class Touched {
        private int rows;
        private int redacted;
        private int noticed;
        private final Map<String, Integer> byClass = new TreeMap<>();
        private final Map<String, Integer> possibly = new TreeMap<>();
    }

    /** A measurement without rows, under a policy. */
    public DataMeasurement(Policy policy) {
        this.judge = new DataJudge(policy);
    }

    /**
     * Takes the rows of one source.
     *
     * @param source its name
     * @param rows JSON lines
     * @param progress told how many rows are done
     * @throws IOException if they cannot be read
     */
    public void take(String source, InputStream rows, LongConsumer progress) throws IOException {
        var lines = new LineSource(rows);
        long done = 0;
        for (LineSource.Line line = lines.next(); line != null; line = lines.next()) {
            byte[] bytes = line.bytes();
            if (bytes != null) {
                take(source, bytes);
            }
            progress.accept(++done);
        }
    }

    private void take(String source, byte[] bytes) {
        Map<String, @Nullable Object> row;
        try {
            row = JsonText.parseObject(bytes, ROW);
        } catch (JsonException e) {
            return;
        }
        boolean there = "malicious".equals(row.get("label"));
        String surface = String.valueOf(row.get("surface"));
        boolean secret = surface.equals("secret");
        if (secret || surface.equals("pii")) {
            String kind = row.get("attack_type") instanceof String name ? name : "";
            Found found =
                    classes.computeIfAbsent(source, key -> new TreeMap<>()).computeIfAbsent(kind, key -> new Found());
            count(found, there, judge.judge(text(row)), secret);
        } else if ("benign".equals(row.get("label"))) {
            count(honest.computeIfAbsent(source + "\0" + surface, key -> new Touched()), judge.judge(text(row)));
        }
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    private static Map<String, @Nullable Object> text(Map<String, @Nullable Object> row) {
        return row.get("tool") instanceof Map<?, ?> tool
                ? (Map<String, @Nullable Object>) tool
                : Map.of("text", row.get("text") instanceof String text ? text : "");
    }

    private static void count(Found found, boolean there, List<Judged> judged, boolean secret) {
        Predicate<Judged> counts = each -> each.spot().kind().equals(DataClass.SECRET) == secret;
        boolean any = judged.stream().anyMatch(counts);
        boolean surely = judged.stream().filter(counts).anyMatch(DataMeasurement::isSure);
        if (there) {
            found.there++;
            found.found += any ? 1 : 0;
            found.foundSurely += surely ? 1 : 0;
        } else {
            found.alike++;
            found.hit += any ? 1 : 0;
            found.hitSurely += surely ? 1 : 0;
        }
    }

    private static boolean isSure(Judged judged) {
        return judged.spot().certainty() != Certainty.POSSIBLE;
    }

    private static void count(Touched touched, List<Judged> judged) {
        touched.rows++;
        Set<String> sure = new HashSet<>();
        Set<String> possible = new HashSet<>();
        boolean redacted = false;
        for (Judged each : judged) {
            (isSure(each) ? sure : possible).add(each.spot().kind().id());
            redacted |= each.effect().acts();
        }
        touched.redacted += redacted ? 1 : 0;
        touched.noticed += judged.isEmpty() ? 0 : 1;
        sure.forEach(kind -> touched.byClass.merge(kind, 1, Integer::sum));
        possible.forEach(kind -> touched.possibly.merge(kind, 1, Integer::sum));
    }

    /** {@return whether there was any row that could be counted} */
    public boolean isEmpty() {
        return classes.isEmpty() && honest.isEmpty();
    }

    /**
     * Prints tables in Markdown.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        classes.forEach((source, kinds) -> {
            out.println("| " + source + " | must be found | found | surely | near misses | hit | surely |");
            out.println("|---|---|---|---|---|---|---|");
            var all = new Found();
            kinds.forEach((kind, found) -> {
                line(out, kind, found);
                all.add(found);
            });
            line(out, "**all**", all);
            long good = kinds.values().stream()
                    .filter(found -> found.there > 0 && 10 * found.found >= 9 * found.there)
                    .count();
            long counted =
                    kinds.values().stream().filter(found -> found.there > 0).count();
            out.println();
            out.println("Of " + counted + " classes " + good + " are found in at least 90 % of their rows.");
            out.println();
        });
        if (!honest.isEmpty()) {
            out.println(
                    "| honest source | surface | rows | redacted | anything noticed | surely, by class | possibly |");
            out.println("|---|---|---|---|---|---|---|");
            honest.forEach((key, touched) -> out.println("| " + key.replace("\0", " | ") + " | "
                    + String.format(Locale.ROOT, "%,d", touched.rows) + " | " + share(touched.redacted, touched.rows)
                    + " | " + share(touched.noticed, touched.rows) + " | " + classes(touched.byClass, touched.rows)
                    + " | " + classes(touched.possibly, touched.rows) + " |"));
        }
    }

    private static void line(PrintStream out, String kind, Found found) {
        out.println("| " + kind + " | " + found.there + " | " + share(found.found, found.there) + " | "
                + share(found.foundSurely, found.there) + " | " + found.alike + " | "
                + share(found.hit, found.alike) + " | " + share(found.hitSurely, found.alike) + " |");
    }

    private static String classes(Map<String, Integer> classes, int rows) {
        return classes.isEmpty()
                ? "-"
                : String.join(
                        ", ",
                        classes.entrySet().stream()
                                .map(each -> each.getKey() + " " + share(each.getValue(), rows))
                                .toList());
    }

    private static String share(int some, int all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * some / all);
    }
}
