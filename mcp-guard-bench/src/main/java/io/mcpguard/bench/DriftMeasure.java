package io.mcpguard.bench;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.drift.Change;
import io.mcpguard.drift.Drift;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts how grave drift is judged, for files of JSON lines as docs/drift.md describes them: rows with {@code before} are updates; of
 * rows labelled malicious without one a rug pull is built, by writing their text behind, or in place of, the descriptions of five
 * benign tools of the same files. Updates are counted in halves by package, poisoned texts by row.
 */
public final class DriftMeasure {

    private static final Limits LIMITS = Limits.DEFAULT;

    /** Each poisoned text is written into as many honest tools. */
    private static final int CARRIERS = 5;

    private final Map<String, Map<DriftSeverity, Integer>> counts = new TreeMap<>();
    private final boolean verbose;

    private DriftMeasure(boolean verbose) {
        this.verbose = verbose;
    }

    /**
     * Measures files.
     *
     * @param args the files, {@code .jsonl} or {@code .jsonl.gz}; {@code --show} prints each judgement with its reason
     * @throws IOException if one cannot be read
     */
    public static void main(String[] args) throws IOException {
        List<String> files = new ArrayList<>(List.of(args));
        var measure = new DriftMeasure(files.remove("--show"));
        if (files.isEmpty()) {
            System.err.println("usage: DriftMeasure [--show] FILE.jsonl[.gz] ...");
            System.exit(2);
        }
        List<Map<String, Object>> honest = new ArrayList<>();
        for (String file : files) {
            rows(Path.of(file), row -> {
                if ("benign".equals(row.get("label")) && row.get("tool") instanceof Map && honest.size() < 20_000) {
                    honest.add(object(row.get("tool")));
                }
            });
        }
        for (String file : files) {
            rows(Path.of(file), row -> measure.row(row, honest));
        }
        measure.print();
    }

    private void row(Map<String, Object> row, List<Map<String, Object>> honest) {
        String label = String.valueOf(row.get("label"));
        String source = String.valueOf(row.getOrDefault("source", "updates")).replaceAll("@.*", "");
        if (row.get("before") != null) {
            Object after = row.get("tool") != null ? row.get("tool") : row.get("text");
            String half = half(row.containsKey("server") ? row.get("server") : row.get("id"));
            count(source + ", " + label + ", update, " + half, row, row.get("before"), after);
        } else if (label.equals("malicious") && "tool_description".equals(row.get("surface")) && !honest.isEmpty()) {
            String text = row.get("tool") instanceof Map<?, ?> poisoned
                            && poisoned.get("description") instanceof String described
                    ? described
                    : String.valueOf(row.get("text"));
            for (int i = 0; i < CARRIERS; i++) {
                Map<String, Object> tool =
                        honest.get(Math.floorMod((row.get("id") + "/" + i).hashCode(), honest.size()));
                count(
                        source + ", rug pull, added, " + half(row.get("id")),
                        row,
                        tool,
                        described(tool, tool.getOrDefault("description", "") + "\n" + text));
                count(source + ", rug pull, replaced, " + half(row.get("id")), row, tool, described(tool, text));
            }
        }
    }

    /** Which half something belongs to: rules are tuned on the first and told of both, apart. */
    private static String half(@Nullable Object key) {
        return Math.floorMod(String.valueOf(key).hashCode(), 2) == 0 ? "first half" : "second half";
    }

    private static Map<String, Object> described(Map<String, Object> tool, String description) {
        var changed = new LinkedHashMap<>(tool);
        changed.put("description", description);
        return changed;
    }

    private void count(String group, Map<String, Object> row, @Nullable Object before, @Nullable Object after) {
        Drift drift = Drift.between(JsonTree.freeze(before, LIMITS), JsonTree.freeze(after, LIMITS));
        counts.computeIfAbsent(group, g -> new EnumMap<>(DriftSeverity.class)).merge(drift.severity(), 1, Integer::sum);
        if (verbose) {
            System.out.println(drift.severity() + " " + group + " " + row.get("id"));
            for (Change change : drift.changes()) {
                if (change.severity() == drift.severity()) {
                    System.out.println("    " + change.severity() + " " + change.why() + " | " + change.describe());
                }
            }
        }
    }

    private void print() {
        System.out.printf("%-70s %8s %8s %10s %10s%n", "", "none", "benign", "suspicious", "critical");
        counts.forEach((group, count) -> System.out.printf(
                "%-70s %8d %8d %10d %10d%n",
                group,
                count.getOrDefault(DriftSeverity.NONE, 0),
                count.getOrDefault(DriftSeverity.BENIGN, 0),
                count.getOrDefault(DriftSeverity.SUSPICIOUS, 0),
                count.getOrDefault(DriftSeverity.CRITICAL, 0)));
    }

    private static void rows(Path file, Consumer<Map<String, Object>> each) throws IOException {
        try (var in = Files.newInputStream(file);
                var reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                each.accept(object(JsonText.parse(line, LIMITS)));
            }
        }
    }

    @SuppressWarnings("unchecked") // keys of a parsed object are strings
    private static Map<String, Object> object(@Nullable Object tree) {
        return (Map<String, Object>) requireNonNull(tree, "row");
    }
}
