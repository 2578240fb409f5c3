package io.mcpguard.bench;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.shadow.References;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Puts the tools of whole registries into one view and counts what the guard would say, and what it says of poisoned tools
 * among them.
 *
 * <pre>java -cp mcp-guard-bench/target/benchmarks.jar io.mcpguard.bench.ShadowMeasure [--show] registry.jsonl.gz...</pre>
 *
 * <p>Each line is a JSON object with {@code server}, {@code tool} (name, description, inputSchema), {@code label} (benign,
 * malicious) and {@code attack_type}. A malicious tool is put alone on a server of its own into the view of all others.
 */
public final class ShadowMeasure {

    private record Row(String file, String server, Map<?, ?> tool, boolean benign, String attack) {

        String name() {
            return String.valueOf(tool.get("name"));
        }

        ForeignTools.Tool shown() {
            return new ForeignTools.Tool(name(), tool.get("description") instanceof String text ? text : "");
        }
    }

    private static final int SAMPLES = 1_000;
    private static final int SAMPLE = 10;

    private enum Rule {
        NAME,
        ORDER,
        MENTION,
        CLONE
    }

    /** How many tools of a group there are, and of how many a rule says something. */
    private static final class Count {
        private final Map<Rule, Integer> byRule = new EnumMap<>(Rule.class);
        private int all;
        private int any;

        void add(Set<Rule> found) {
            all++;
            any += found.isEmpty() ? 0 : 1;
            found.forEach(rule -> byRule.merge(rule, 1, Integer::sum));
        }

        int of(Rule rule) {
            return byRule.getOrDefault(rule, 0);
        }
    }

    /** Whose poisoned tool is judged: nobody trusts it. */
    private static final String NEWCOMER = "one more server";

    private final NameClaims names = NameClaims.of(Policy.balanced(), null, List.of());
    private final ForeignTools view = new ForeignTools(names, new Trust());
    private final Map<String, Set<String>> byLook = new HashMap<>();
    private final boolean show;
    private final PrintStream out;

    /** All honest tools are trusted. */
    private static final class Trust implements ForeignTools.Trust {

        @Override
        public boolean trusts(String server, String tool) {
            return !server.equals(NEWCOMER);
        }

        @Override
        public boolean isContested(String server, String tool) {
            return false;
        }
    }

    private ShadowMeasure(boolean show, PrintStream out) {
        this.show = show;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        boolean show = arguments.length > 0 && arguments[0].equals("--show");
        var rows = new ArrayList<Row>();
        for (int i = show ? 1 : 0; i < arguments.length; i++) {
            read(Path.of(arguments[i]), rows);
        }
        new ShadowMeasure(show, System.out).measure(rows);
    }

    private static void read(Path file, List<Row> rows) throws IOException {
        String name = file.getFileName().toString().replace(".jsonl.gz", "");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<?, ?> row = JsonText.parseObject(line, Limits.DEFAULT);
                if (row.get("tool") instanceof Map<?, ?> tool && tool.get("name") instanceof String) {
                    Object server = row.containsKey("server") ? row.get("server") : row.get("file");
                    rows.add(new Row(
                            name,
                            String.valueOf(server == null ? name : server),
                            tool,
                            "benign".equals(row.get("label")),
                            String.valueOf(row.get("attack_type"))));
                }
            }
        }
    }

    private void measure(List<Row> rows) {
        var servers = new LinkedHashMap<String, Map<String, Row>>();
        for (Row row : rows) {
            if (row.benign()) {
                servers.computeIfAbsent(row.server(), key -> new LinkedHashMap<>())
                        .putIfAbsent(row.name(), row);
            }
        }
        long start = System.nanoTime();
        servers.forEach(this::declare);
        long declared = System.nanoTime();
        var counts = new TreeMap<String, Count>();
        servers.forEach((server, tools) -> tools.values().forEach(tool -> count(counts, tool.file(), server, tool)));
        long judged = System.nanoTime();
        int total = servers.values().stream().mapToInt(Map::size).sum();
        out.printf(
                Locale.ROOT,
                "%,d tools of %,d servers in one view: declared in %,d ms, judged in %,d ms%n%n",
                total,
                servers.size(),
                (declared - start) / 1_000_000,
                (judged - declared) / 1_000_000);
        table("honest tools of", counts);
        samples(servers);
        var attacks = new TreeMap<String, Count>();
        for (Row row : rows) {
            if (!row.benign()) {
                String server = NEWCOMER;
                view.declare(server, List.of(row.shown()));
                count(attacks, row.file() + ": " + row.attack(), server, row);
                view.declare(server, List.of());
            }
        }
        if (!attacks.isEmpty()) {
            table("poisoned tools of", attacks);
        }
    }

    /** Few applications use thousands of servers: the same for many views of ten servers each. */
    private void samples(Map<String, Map<String, Row>> servers) {
        var all = new ArrayList<>(servers.keySet());
        var random = new Random(1);
        var counts = new TreeMap<String, Count>();
        for (int i = 0; i < SAMPLES; i++) {
            var sample = new LinkedHashMap<String, Map<String, Row>>();
            while (sample.size() < Math.min(SAMPLE, all.size())) {
                String server = all.get(random.nextInt(all.size()));
                sample.put(server, servers.get(server));
            }
            var few = new ShadowMeasure(false, out);
            sample.forEach(few::declare);
            sample.forEach((server, tools) ->
                    tools.values().forEach(tool -> few.count(counts, SAMPLES + " views of " + SAMPLE, server, tool)));
        }
        table("honest tools in", counts);
    }

    private void declare(String server, Map<String, Row> tools) {
        view.declare(server, tools.values().stream().map(Row::shown).toList());
        tools.keySet()
                .forEach(name -> byLook.computeIfAbsent(look(server, name), key -> new HashSet<>())
                        .add(server));
    }

    private String look(String server, String name) {
        return names.look(server, ItemKind.TOOL, name);
    }

    private void count(Map<String, Count> counts, String group, String server, Row tool) {
        var found = EnumSet.noneOf(Rule.class);
        Set<String> declare = byLook.getOrDefault(look(server, tool.name()), Set.of());
        if (declare.stream().anyMatch(other -> !other.equals(server))) {
            found.add(Rule.NAME);
        }
        List<References.Reference> references = References.inDefinition(server, tool.tool(), view);
        if (!references.isEmpty()) {
            References.Reference first = references.get(0);
            Rule rule = first.order() ? Rule.ORDER : Rule.MENTION;
            found.add(rule);
            if (show) {
                out.println(rule + " " + server + "/" + tool.name() + " about " + first.owner() + "/" + first.name());
            }
        }
        if (view.cloneOf(server, tool.shown().description()) != null) {
            found.add(Rule.CLONE);
        }
        counts.computeIfAbsent(group, key -> new Count()).add(found);
    }

    private void table(String what, Map<String, Count> counts) {
        out.println("| " + what + " | tools | same name elsewhere | orders | mentions | clones | any |");
        out.println("|---|---:|---:|---:|---:|---:|---:|");
        counts.forEach((group, count) -> {
            out.printf(Locale.ROOT, "| %s | %,d |", group, count.all);
            for (Rule rule : Rule.values()) {
                cell(count.of(rule), count.all);
            }
            cell(count.any, count.all);
            out.println();
        });
        out.println();
    }

    private void cell(int count, int all) {
        out.printf(Locale.ROOT, " %,d (%.2f %%) |", count, 100.0 * count / all);
    }
}
