package io.mcpguard.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clean messages of a stated size, as a server that keeps a shop's stock might exchange them: half prose, half records.
 * Always the same, so that two runs measure the same.
 */
final class Samples {

    static final String TOOL = "stock_report_01";
    static final int TOOLS = 100;
    static final int KILOBYTE = 1024;

    /** A description of some paragraphs, six parameters, annotations. */
    static final int TOOL_BYTES = 1800;

    private Samples() {}

    /** Params of a {@code tools/call} that take this many bytes as JSON. */
    static Map<String, @Nullable Object> params(int bytes, Prose prose) {
        return filled(bytes, prose, note -> object("name", TOOL, "arguments", arguments(note)));
    }

    /** A result that takes this many bytes as JSON. */
    static Map<String, @Nullable Object> result(int bytes, Prose prose) {
        String records = records(bytes / 2);
        return filled(
                bytes, prose, summary -> object("content", List.of(text(records), text(summary)), "isError", false));
    }

    /** The result of {@code tools/list} with {@value #TOOLS} tools of {@value #TOOL_BYTES} bytes each, read anew each time. */
    static Map<String, @Nullable Object> listing() {
        var tools = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 1; i <= TOOLS; i++) {
            String name = "stock_report_%02d".formatted(i);
            tools.add(filled(TOOL_BYTES, Prose.ASCII, description -> tool(name, description)));
        }
        return Wire.read(Wire.write(object("tools", tools)));
    }

    private static Map<String, @Nullable Object> arguments(String note) {
        return object(
                "warehouse",
                "north",
                "from",
                "2026-01-01",
                "until",
                "2026-03-31",
                "limit",
                25,
                "includeReturned",
                true,
                "categories",
                List.of("shelves", "chairs", "varnish"),
                "sort",
                object("by", "margin", "descending", true),
                "note",
                note);
    }

    private static Map<String, @Nullable Object> tool(String name, String description) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        properties.put("warehouse", property("Which warehouse to count, by its name on the map"));
        properties.put("from", property("First day of the report, as YYYY-MM-DD"));
        properties.put("until", property("Last day of the report, as YYYY-MM-DD; today if left out"));
        properties.put("note", property("A remark that is printed below the report"));
        properties.put(
                "limit",
                object("type", "integer", "minimum", 1, "maximum", 500, "description", "The most rows to return"));
        properties.put(
                "sort",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "by", object("type", "string", "enum", List.of("name", "stock", "margin")),
                                "descending", object("type", "boolean"))));
        Object schema = object("type", "object", "properties", properties, "required", List.of("warehouse", "from"));
        return object(
                "name",
                name,
                "title",
                "Stock report " + name.substring(name.length() - 2),
                "description",
                description,
                "inputSchema",
                schema,
                "annotations",
                object("readOnlyHint", true, "openWorldHint", false));
    }

    private static Map<String, @Nullable Object> property(String description) {
        return object("type", "string", "description", description);
    }

    private static Map<String, @Nullable Object> text(String text) {
        return object("type", "text", "text", text);
    }

    private static String records(int bytes) {
        var records = new StringBuilder();
        for (int i = 0; records.length() < bytes * 3 / 4; i++) {
            records.append("{\"sku\": \"B-%d\", \"name\": \"Oak shelf, %d cm\", \"stock\": %d, \"price\": %d.90}\n"
                    .formatted(1042 + i, 60 + 20 * (i % 5), 7 * i % 31, 39 + i % 17));
        }
        return records.toString();
    }

    /** What a maker makes of as much prose as brings it to this many bytes, to the nearest character. */
    private static Map<String, @Nullable Object> filled(int bytes, Prose prose, Maker maker) {
        int missing = bytes - Wire.bytes(maker.of(""));
        if (missing < 0) {
            throw new IllegalArgumentException(bytes + " bytes are too few by " + -missing);
        }
        var text = new StringBuilder();
        for (int i = 0; missing > 0; i++) {
            text.append(prose.at(i));
            missing -= Wire.bytes(prose.at(i)) - 2;
        }
        return maker.of(text.toString());
    }

    /** Makes a message around a text. */
    private interface Maker {
        Map<String, @Nullable Object> of(String prose);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return object;
    }
}
