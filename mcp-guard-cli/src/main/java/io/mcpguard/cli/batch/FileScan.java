package io.mcpguard.cli.batch;

import io.mcpguard.cli.judge.Content;
import io.mcpguard.cli.judge.Effect;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.judge.OutcomeJson;
import io.mcpguard.cli.show.FindingText;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges whole files: definitions item by item, everything else as the text of a resource. */
public final class FileScan {

    private static final int MAX_BYTES = 64 << 20;
    private static final int NAME = 80;
    private static final Limits FILE = new Limits(1_000, 4_000_000, MAX_BYTES, MAX_BYTES);

    private final Judge judge;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    /**
     * A scan.
     *
     * @param policy what decides
     * @param out where results go
     * @param err where it says what it could not read
     * @param json whether results are JSON, one document for all files
     */
    public FileScan(Policy policy, PrintStream out, PrintStream err, boolean json) {
        this.judge = new Judge(policy);
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** One thing in a file. */
    private record Part(String name, Content content) {}

    /**
     * Judges files.
     *
     * @param files in this order
     * @return 0 if nothing would happen to any of them, 1 if something would, 2 if a file could not be read and nothing
     *     was found in the others
     */
    public int run(List<Path> files) {
        var results = new ArrayList<@Nullable Object>();
        boolean found = false;
        boolean unread = false;
        for (Path file : files) {
            List<Part> parts;
            try {
                parts = parts(file);
            } catch (IOException e) {
                err.println("mcp-guard: " + file + ": " + problem(e));
                unread = true;
                continue;
            }
            for (Part part : parts) {
                Outcome outcome = judge.judge(part.content());
                found |= outcome.effect().acts();
                if (json) {
                    results.add(json(file, part, outcome));
                } else if (outcome.effect() != Effect.ALLOW) {
                    print(file, part, outcome);
                }
            }
            if (!json) {
                out.println(file + ": " + parts.size() + (parts.size() == 1 ? " part" : " parts") + " judged");
            }
        }
        if (json) {
            out.println(JsonText.writePretty(Map.of("results", results)));
        }
        return found ? 1 : unread ? 2 : 0;
    }

    private void print(Path file, Part part, Outcome outcome) {
        out.println(file + (part.name().isEmpty() ? "" : " " + SafeText.excerpt(part.name(), NAME)) + ": "
                + outcome.effect().word());
        FindingText.lines(outcome.found()).forEach(line -> out.println("  " + line));
    }

    private static Map<String, @Nullable Object> json(Path file, Part part, Outcome outcome) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("file", file.toString());
        result.put("part", part.name());
        result.putAll(OutcomeJson.of(outcome));
        return result;
    }

    private static String problem(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    }

    private static List<Part> parts(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("a folder; name the files in it");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("larger than 64 MiB; cut it into rows and use --jsonl");
        }
        List<Part> definitions = definitions(bytes);
        if (!definitions.isEmpty()) {
            return definitions;
        }
        // What is no UTF-8 gets marks in its place, and is judged with them.
        return List.of(new Part("", Content.document(new String(bytes, StandardCharsets.UTF_8))));
    }

    private static List<Part> definitions(byte[] bytes) {
        Object tree;
        try {
            tree = JsonText.parse(bytes, FILE);
        } catch (JsonException e) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        if (tree instanceof List<?> list) {
            list.stream().filter(FileScan::isTool).forEach(tool -> parts.add(tool("", tool)));
        } else if (tree instanceof Map<?, ?> object) {
            if (isTool(object)) {
                parts.add(tool("", object));
            }
            Map<?, ?> result = object.get("result") instanceof Map<?, ?> inner ? inner : object;
            lists(result, parts);
            if (object.get("servers") instanceof Map<?, ?> servers) {
                servers.forEach((name, server) -> pins(String.valueOf(name), server, parts));
            }
        }
        return parts;
    }

    private static void lists(Map<?, ?> result, List<Part> parts) {
        each(result.get("tools"), item -> parts.add(tool("", item)));
        each(result.get("prompts"), item -> parts.add(part("", item, Content.prompt(item))));
        each(result.get("resources"), item -> parts.add(part("", item, Content.resource(item))));
        each(result.get("resourceTemplates"), item -> parts.add(part("", item, Content.template(item))));
        if (result.get("instructions") instanceof String text) {
            parts.add(new Part("instructions", Content.instructions(text)));
        }
    }

    /** The definitions of a lock: lists of pins by name. */
    private static void pins(String server, @Nullable Object pinned, List<Part> parts) {
        if (!(pinned instanceof Map<?, ?> sections)) {
            return;
        }
        sections.forEach((section, byName) -> {
            if (byName instanceof Map<?, ?> named) {
                named.values().forEach(pins -> each(pins, pin -> pin(server, String.valueOf(section), pin, parts)));
            } else {
                each(byName, pin -> pin(server, String.valueOf(section), pin, parts));
            }
        });
    }

    private static void pin(String server, String section, @Nullable Object pin, List<Part> parts) {
        if (pin instanceof Map<?, ?> object && object.containsKey("definition")) {
            Object definition = object.get("definition");
            switch (section) {
                case "tools" -> parts.add(tool(server + " ", definition));
                case "prompts" -> parts.add(part(server + " ", definition, Content.prompt(definition)));
                case "resources" -> parts.add(part(server + " ", definition, Content.resource(definition)));
                case "resource_templates" -> parts.add(part(server + " ", definition, Content.template(definition)));
                case "instructions" -> parts.add(new Part(server + " instructions", Content.instructions(definition)));
                default -> {}
            }
        }
    }

    private static void each(@Nullable Object list, java.util.function.Consumer<@Nullable Object> visitor) {
        if (list instanceof List<?> items) {
            items.forEach(visitor);
        }
    }

    private static boolean isTool(@Nullable Object item) {
        return item instanceof Map<?, ?> object
                && object.get("name") instanceof String
                && (object.containsKey("inputSchema") || object.containsKey("description"));
    }

    private static Part tool(String prefix, @Nullable Object definition) {
        return part(prefix, definition, Content.tool(definition));
    }

    private static Part part(String prefix, @Nullable Object definition, Content content) {
        Object name = definition instanceof Map<?, ?> object ? object.get("name") : null;
        return new Part(prefix + (name instanceof String text ? text : ""), content);
    }
}
