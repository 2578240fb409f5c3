package io.mcpguard.bench;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.shadow.References;
import io.mcpguard.shadow.References.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Counts in how many results the guard would see an order about a tool of another server, and in how many a mention.
 *
 * <pre>java -cp mcp-guard-bench/target/benchmarks.jar io.mcpguard.bench.ResultMeasure [--show] FILE...</pre>
 *
 * <p>Files are gzipped JSON lines. Lines with {@code server} and {@code tool} say which tools there are, all of them trusted
 * and in one view; lines with {@code text}, {@code label} (benign, malicious) and {@code surface} {@code tool_result} are
 * results of one more server. The same is counted in {@value #VIEWS} views of ten servers each, drawn at random.
 */
public final class ResultMeasure {

    private static final int VIEWS = 100;
    private static final int SERVERS = 10;
    private static final String OTHER = "one more server";

    private record Result(String group, String id, String text) {}

    /** How many results there are, and how many have an order or a mention. */
    private static final class Count {
        private int all;
        private int orders;
        private int mentions;

        void add(List<Reference> found) {
            all++;
            if (!found.isEmpty()) {
                boolean order = found.get(0).order();
                orders += order ? 1 : 0;
                mentions += order ? 0 : 1;
            }
        }
    }

    private final Map<String, List<ForeignTools.Tool>> servers = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final boolean show;
    private final PrintStream out;

    ResultMeasure(boolean show, PrintStream out) {
        this.show = show;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        boolean show = arguments.length > 0 && arguments[0].equals("--show");
        var measure = new ResultMeasure(show, System.out);
        for (int i = show ? 1 : 0; i < arguments.length; i++) {
            measure.read(Path.of(arguments[i]));
        }
        measure.measure();
    }

    void read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".jsonl.gz", "");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                row(name, JsonText.parseObject(line, Limits.DEFAULT));
            }
        }
    }

    private void row(String file, Map<?, ?> row) {
        if (row.get("server") instanceof String server
                && "benign".equals(row.get("label"))
                && row.get("tool") instanceof Map<?, ?> tool
                && tool.get("name") instanceof String name) {
            servers.computeIfAbsent(server, key -> new ArrayList<>()).add(new ForeignTools.Tool(name, ""));
        } else if ("tool_result".equals(row.get("surface")) && row.get("text") instanceof String text) {
            String label = String.valueOf(row.get("label"));
            results.add(new Result(label + ", " + file, String.valueOf(row.get("id")), text));
        }
    }

    void measure() {
        ForeignTools all = view(List.copyOf(servers.keySet()));
        var counts = new TreeMap<String, Count>();
        long start = System.nanoTime();
        long chars = 0;
        for (Result result : results) {
            List<Reference> found = References.inResult(OTHER, result.text(), all);
            counts.computeIfAbsent(result.group(), key -> new Count()).add(found);
            chars += result.text().length();
            if (show && !found.isEmpty()) {
                Reference first = found.get(0);
                String said =
                        result.text().substring(first.start(), first.end()).strip();
                out.println((first.order() ? "ORDER " : "MENTION ") + result.id() + " about " + first.owner() + "/"
                        + first.name() + ": " + said);
            }
        }
        long took = System.nanoTime() - start;
        int tools = servers.values().stream().mapToInt(List::size).sum();
        out.printf(
                Locale.ROOT,
                "%,d tools of %,d servers; %,d results of %,d characters in %,d ms%n%n",
                tools,
                servers.size(),
                results.size(),
                chars,
                took / 1_000_000);
        table("all tools in one view", counts);
        views();
    }

    private void views() {
        var names = List.copyOf(servers.keySet());
        var random = new Random(1);
        var counts = new TreeMap<String, Count>();
        for (int i = 0; i < VIEWS; i++) {
            var few = new ArrayList<String>();
            for (int j = 0; j < SERVERS && !names.isEmpty(); j++) {
                few.add(names.get(random.nextInt(names.size())));
            }
            ForeignTools view = view(few);
            for (Result result : results) {
                counts.computeIfAbsent(result.group(), key -> new Count())
                        .add(References.inResult(OTHER, result.text(), view));
            }
        }
        table(VIEWS + " views of " + SERVERS + " servers", counts);
    }

    private ForeignTools view(List<String> few) {
        var view = new ForeignTools(NameClaims.of(Policy.balanced(), null, List.of()), new ShadowView.AllTrusted());
        few.forEach(server -> view.declare(server, servers.getOrDefault(server, List.of())));
        return view;
    }

    private void table(String what, Map<String, Count> counts) {
        out.println("| " + what + " | results | orders | mentions |");
        out.println("|---|---:|---:|---:|");
        counts.forEach((group, count) -> out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d (%.3f %%) | %,d (%.2f %%) |%n",
                group,
                count.all,
                count.orders,
                100.0 * count.orders / count.all,
                count.mentions,
                100.0 * count.mentions / count.all));
        out.println();
    }
}
