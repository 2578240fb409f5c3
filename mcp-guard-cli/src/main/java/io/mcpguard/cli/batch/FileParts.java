package io.mcpguard.cli.batch;

import io.mcpguard.cli.judge.Content;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands in a file: definitions one by one, or else all of it as the text of a resource. */
public final class FileParts {

    private static final int MAX_BYTES = 64 << 20;
    private static final Limits FILE = new Limits(1_000, 4_000_000, MAX_BYTES, MAX_BYTES);

    private FileParts() {}

    /** One thing in a file. */
    public record Part(String name, Content content) {}

    /** {@return why a file could not be read, for people} */
    public static String problem(IOException e) {
        return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    }

    /** {@return what stands in a file} */
    public static List<Part> of(Path file) throws IOException {
        byte[] bytes = bytes(file);
        List<Part> definitions = definitions(bytes);
        if (!definitions.isEmpty()) {
            return definitions;
        }
        // What is no UTF-8 gets marks in its place, and is judged with them.
        return List.of(new Part("", Content.document(new String(bytes, StandardCharsets.UTF_8))));
    }

    /** {@return all of a file as one text}; what is no UTF-8 gets marks in its place */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) throws IOException {
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
        return bytes;
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
            list.stream().filter(FileParts::isTool).forEach(tool -> parts.add(tool("", tool)));
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

    private static void each(@Nullable Object list, Consumer<@Nullable Object> visitor) {
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
