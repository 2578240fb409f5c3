package io.mcpguard.bench;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.names.Likeness;
import io.mcpguard.names.Likeness.Strength;
import io.mcpguard.names.Looks;
import io.mcpguard.names.NameFaults;
import io.mcpguard.names.NameIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Counts how many spoofed names are found and how many honest ones are reported. Reads gzipped JSON lines: spoofs with
 * {@code text}, {@code target} and {@code attack_type}, and tools with {@code server} and {@code tool.name}.
 *
 * <pre>{@code
 * java -cp mcp-guard-bench/target/benchmarks.jar io.mcpguard.bench.NameLikeness SPOOFS TOOLS...
 * }</pre>
 */
public final class NameLikeness {

    private record Spoof(String text, String target, String type, boolean arguable) {}

    private static final class Count {
        private int all;
        private int found;
        private int strong;

        void add(List<Likeness> likeness, boolean fault) {
            all++;
            if (!likeness.isEmpty() || fault) {
                found++;
            }
            if (fault || likeness.stream().anyMatch(l -> l.strength() == Strength.STRONG)) {
                strong++;
            }
        }
    }

    private final PrintStream out;

    NameLikeness(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: NameLikeness [--list] SPOOFS TOOLS...   (gzipped JSON lines)");
            System.exit(2);
        }
        new NameLikeness(System.out).measure(args);
    }

    void measure(String[] args) throws IOException {
        boolean verbose = args[0].equals("--list");
        int first = verbose ? 1 : 0;
        List<Spoof> spoofs = spoofs(Path.of(args[first]));
        Set<String> servers = new TreeSet<>();
        Map<String, Set<String>> tools = new TreeMap<>();
        for (int i = first + 1; i < args.length; i++) {
            tools(Path.of(args[i]), servers, tools);
        }
        Set<String> targets = new TreeSet<>();
        spoofs.forEach(spoof -> targets.add(spoof.target()));
        recall("spoofs of targets with an even hash", half(spoofs, 0), targets, verbose);
        recall("spoofs of targets with an odd hash", half(spoofs, 1), targets, verbose);
        recall("slips of another kind", slips(targets), targets, verbose);
        honest("real names against the targets", servers, targets, verbose);
        everyOther(servers, verbose);
        toolsOfOthers(tools);
        if (!servers.isEmpty()) {
            speed(servers);
        }
    }

    private static List<Spoof> half(List<Spoof> spoofs, int which) {
        return spoofs.stream()
                .filter(spoof -> Math.floorMod(spoof.target().hashCode(), 2) == which)
                .toList();
    }

    private static List<Spoof> slips(Set<String> targets) {
        var slips = new ArrayList<Spoof>();
        for (String target : targets) {
            new Slips(target)
                    .all()
                    .forEach((kind, names) -> names.stream()
                            .filter(name -> !targets.contains(name))
                            .forEach(name -> slips.add(new Spoof(name, target, kind, false))));
        }
        return slips;
    }

    private void recall(String title, List<Spoof> spoofs, Set<String> known, boolean verbose) {
        NameIndex index = NameIndex.of(known);
        var counts = new TreeMap<String, Count>();
        for (Spoof spoof : spoofs) {
            List<Likeness> found = index.likeness(spoof.text()).stream()
                    .filter(likeness -> likeness.known().equals(spoof.target()))
                    .toList();
            if (verbose && found.isEmpty()) {
                out.println("missed " + spoof);
            }
            String type = spoof.type() + (spoof.arguable() ? " (arguable)" : "");
            counts.computeIfAbsent(type, absent -> new Count()).add(found, false);
            String all = spoof.arguable() ? "all, arguable" : "all";
            counts.computeIfAbsent(all, absent -> new Count()).add(found, false);
        }
        print(title, counts);
    }

    private void honest(String title, Set<String> names, Set<String> known, boolean verbose) {
        NameIndex index = NameIndex.of(known);
        var count = new Count();
        for (String name : names) {
            if (!known.contains(name)) {
                report(name, index.likeness(name), count, verbose);
            }
        }
        print(title, Map.of("real names", count));
    }

    private void everyOther(Set<String> names, boolean verbose) {
        var count = new Count();
        var others = new ArrayList<>(names);
        for (String name : names) {
            others.remove(name);
            report(name, NameIndex.of(others).likeness(name), count, verbose);
            others.add(name);
        }
        print("real names, each against all others", Map.of("real names", count));
    }

    /** Tools that look like one of another server without having its very name; equal names are a matter of the lock. */
    private void toolsOfOthers(Map<String, Set<String>> tools) {
        var names = new TreeMap<String, Set<String>>();
        tools.values()
                .forEach(own -> own.forEach(tool -> names.computeIfAbsent(Looks.of(tool), look -> new TreeSet<>())
                        .add(tool)));
        var count = new Count();
        tools.values()
                .forEach(own -> own.forEach(tool -> {
                    count.all++;
                    count.found += names.getOrDefault(Looks.of(tool), Set.of()).size() > 1 ? 1 : 0;
                }));
        names.values().removeIf(same -> same.size() == 1);
        print("tools that look like another name of another server", Map.of("real tools", count));
        out.println();
        names.values().stream().limit(5).forEach(same -> out.println("For example " + same));
    }

    private void report(String name, List<Likeness> found, Count count, boolean verbose) {
        boolean fault = !NameFaults.of(name).isEmpty();
        count.add(found, fault);
        if (verbose && (fault || !found.isEmpty())) {
            out.println("reported " + name + " " + found + (fault ? NameFaults.of(name) : ""));
        }
    }

    private void speed(Collection<String> names) {
        var many = new ArrayList<String>();
        for (int i = 0; many.size() < 10_000; i++) {
            for (String name : names) {
                many.add(i == 0 ? name : name + "-" + i);
            }
        }
        NameIndex index = NameIndex.of(many);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            names.forEach(name -> index.likeness(name + "x"));
            best = Math.min(best, System.nanoTime() - start);
        }
        out.printf(Locale.ROOT, "%nOne look-up among %d names: %d µs%n", many.size(), best / 1000 / names.size());
    }

    private void print(String title, Map<String, Count> counts) {
        out.println();
        out.println("| " + title + " | names | reported | strong |");
        out.println("|---|---|---|---|");
        counts.forEach((type, count) -> out.printf(
                Locale.ROOT,
                "| %s | %d | %d (%.1f %%) | %d |%n",
                type,
                count.all,
                count.found,
                100.0 * count.found / count.all,
                count.strong));
    }

    private static List<Spoof> spoofs(Path file) throws IOException {
        var spoofs = new ArrayList<Spoof>();
        for (Map<?, ?> row : rows(file)) {
            spoofs.add(new Spoof(
                    String.valueOf(row.get("text")),
                    String.valueOf(row.get("target")),
                    String.valueOf(row.get("attack_type")),
                    Boolean.TRUE.equals(row.get("arguable"))));
        }
        return spoofs;
    }

    private static void tools(Path file, Set<String> servers, Map<String, Set<String>> tools) throws IOException {
        for (Map<?, ?> row : rows(file)) {
            if (row.get("server") instanceof String server) {
                servers.add(server);
                if (row.get("tool") instanceof Map<?, ?> tool && tool.get("name") instanceof String name) {
                    tools.computeIfAbsent(server, absent -> new TreeSet<>()).add(name);
                }
            }
        }
    }

    private static List<Map<?, ?>> rows(Path file) throws IOException {
        var rows = new ArrayList<Map<?, ?>>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (JsonText.parse(line, Limits.DEFAULT) instanceof Map<?, ?> row) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
