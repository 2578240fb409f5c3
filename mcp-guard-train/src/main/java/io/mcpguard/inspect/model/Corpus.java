package io.mcpguard.inspect.model;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads folders of corpora: files of JSON lines, gzipped or not, with {@code surface}, {@code label}, {@code text} and maybe {@code tool}. */
final class Corpus {

    private static final Limits LIMITS = new Limits(128, 1_000_000, 16 << 20, 64L << 20);
    /** Longer texts are cut, so that no document outweighs a thousand tools. */
    private static final int LONGEST = 20_000;
    /** Fields in which a source keeps the order it put into a text. */
    private static final List<String> ORDERS = List.of("attack", "attacker_instruction", "goal");

    /** Characters that two texts must share to have a common origin, and that must be left. */
    private static final int SHARED = 40;

    private static final int MIN_ORDER = 20;

    private static final Set<String> SURFACES = Set.of("tool_description", "tool_result", "user_prompt");
    private static final Pattern SUFFIX = Pattern.compile("\\.jsonl(\\.gz)?$");
    private static final Set<String> HONEST_KEYS = Set.of("description", "title");

    final List<Doc> docs = new ArrayList<>();
    /** For each file its number of rows. */
    final Map<String, Integer> rows = new TreeMap<>();

    private int nextRow;

    void read(Path folder, Settings settings) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> SUFFIX.matcher(file.toString()).find())
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + " has no file *.jsonl.gz or *.jsonl");
        }
        for (Path file : files) {
            String source = SUFFIX.matcher(file.getFileName().toString()).replaceFirst("");
            if (!settings.isLeftOut(source)) {
                readFile(file, source, settings);
            }
        }
    }

    private void readFile(Path file, String source, Settings settings) throws IOException {
        try (InputStream in = open(file);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> row = parse(line, file.getFileName() + ", line " + ++number);
                String surface = string(row.get("surface"));
                boolean attack = "malicious".equals(row.get("label"));
                if (SURFACES.contains(surface) && (attack || !surface.equals("user_prompt"))) {
                    rows.merge(source, 1, Integer::sum);
                    add(row, source, surface, attack, settings);
                }
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static Map<String, Object> parse(String line, String where) throws IOException {
        try {
            return JsonText.parseObject(line, LIMITS);
        } catch (RuntimeException e) {
            throw new IOException(where + " is no JSON object: " + e.getMessage(), e);
        }
    }

    private void add(Map<String, Object> row, String source, String of, boolean attack, Settings settings) {
        int number = nextRow++;
        String group = group(row, source, attack, settings);
        boolean foreign = !string(row.getOrDefault("language", "en")).equals("en");
        String type = string(row.get("attack_type"));
        boolean definition = of.equals("tool_description");
        String surface = definition ? "definition" : of.equals("tool_result") ? "result" : "prompt";
        String remark = attack && string(row.get("note")).contains(" only") ? ", not in the text" : "";
        String lesson = settings.lesson(source, type, attack);
        var texts = new LinkedHashSet<String>();
        texts.add(string(row.get("text")));
        if (definition && row.get("tool") instanceof Map<?, ?> tool) {
            collect(tool, false, texts);
        }
        boolean first = true;
        for (String whole : texts) {
            String text = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
            int start = attack ? order(row, text) : -1;
            int end = start < 0 ? -1 : start + length(row, text);
            docs.add(new Doc(
                    source,
                    group,
                    number,
                    surface + remark,
                    attack,
                    text,
                    start,
                    end,
                    foreign,
                    first || !attack ? lesson : ""));
            first = false;
        }
    }

    /** What must not be split between training and judging. */
    private static String group(Map<String, Object> row, String source, boolean attack, Settings settings) {
        if (settings.isOwn(source)) {
            return source + "/" + string(row.get("batch"));
        }
        return source + "/" + (attack ? "" : string(row.getOrDefault("server", row.get("source"))));
    }

    private static void collect(Map<?, ?> object, boolean any, Set<String> texts) {
        object.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                collect(inner, true, texts);
            } else if (value instanceof List<?> list) {
                list.forEach(item -> {
                    if (item instanceof Map<?, ?> inner) {
                        collect(inner, true, texts);
                    }
                });
            } else if (value instanceof String text && any && HONEST_KEYS.contains(key) && text.length() > 3) {
                texts.add(text);
            }
        });
    }

    /**
     * Where no field says which part of an attack is the order: what stays of it without what it shares, in front and
     * behind, with an honest text.
     */
    void place() {
        var forward = new TreeSet<String>();
        var backward = new TreeSet<String>();
        for (Doc doc : docs) {
            if (!doc.attack() && !doc.definition()) {
                forward.add(doc.text());
                backward.add(reversed(doc.text()));
            }
        }
        docs.replaceAll(doc -> {
            if (!doc.attack() || doc.definition() || doc.start() >= 0) {
                return doc;
            }
            int before = shared(forward, doc.text());
            int behind = shared(backward, reversed(doc.text()));
            int end = doc.text().length() - (behind >= SHARED ? behind : 0);
            return before >= SHARED && before < end - MIN_ORDER ? doc.at(before, end) : doc;
        });
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static int shared(NavigableSet<String> texts, String text) {
        return Math.max(shared(texts.floor(text), text), shared(texts.ceiling(text), text));
    }

    private static int shared(String one, String other) {
        int shared = 0;
        while (one != null
                && shared < Math.min(one.length(), other.length())
                && one.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    private static int order(Map<String, Object> row, String text) {
        for (String field : ORDERS) {
            if (row.get(field) instanceof String order && text.contains(order)) {
                return text.indexOf(order);
            }
        }
        return -1;
    }

    private static int length(Map<String, Object> row, String text) {
        for (String field : ORDERS) {
            if (row.get(field) instanceof String order && text.contains(order)) {
                return order.length();
            }
        }
        return 0;
    }

    private static String string(Object value) {
        return value == null ? "" : value.toString();
    }
}
