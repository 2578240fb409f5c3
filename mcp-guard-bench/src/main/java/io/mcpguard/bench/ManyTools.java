package io.mcpguard.bench;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.trust.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a large server declares: tools with a description of about 300 bytes, an input schema of about 500, and
 * annotations. Each is different, and always the same from run to run. Clean, as nearly all tools are.
 */
final class ManyTools {

    /** A list that is long and not unheard of. */
    static final int COUNT = 10_000;

    private static final String[] THINGS = {
        "order",
        "invoice",
        "shelf",
        "delivery",
        "warehouse",
        "supplier",
        "price list",
        "return",
        "customer",
        "stocktake"
    };
    private static final String[] DEEDS = {
        "List", "Find", "Count", "Compare", "Export", "Summarise", "Archive", "Rename", "Copy", "Print"
    };

    private ManyTools() {}

    /** So many tools, read anew by the SDK's mapper: equal calls give equal trees that share no text. */
    static List<Map<String, @Nullable Object>> read(int count) {
        return read(0, count);
    }

    /** The same, from some number on. */
    static List<Map<String, @Nullable Object>> read(int from, int count) {
        var tools = new ArrayList<Map<String, @Nullable Object>>(count);
        for (int i = from; i < from + count; i++) {
            tools.add(Wire.read(Wire.write(tool(i))));
        }
        return tools;
    }

    /** The same, frozen. */
    static List<Map<String, @Nullable Object>> frozen(int count) {
        return read(count).stream()
                .map(tool -> JsonTree.freezeObject(tool, Limits.DEFAULT))
                .toList();
    }

    /** What the guard observes of a server with these tools. */
    static Observed observed(List<Map<String, @Nullable Object>> tools) {
        var items = new ArrayList<Observed.Item>(tools.size());
        for (Map<String, @Nullable Object> tool : tools) {
            items.add(new Observed.Item(ItemKind.TOOL, name(tool), tool, true));
        }
        return new Observed(Map.of(), items);
    }

    static String name(Map<?, ?> tool) {
        return String.valueOf(tool.get("name"));
    }

    private static Map<String, @Nullable Object> tool(int i) {
        String thing = THINGS[i % 10];
        String deed = DEEDS[i / 10 % 10];
        var properties = new LinkedHashMap<String, @Nullable Object>();
        properties.put("query", property("string", "Words that the " + thing + " has to contain, in any order"));
        properties.put("from", property("string", "First day to look at, as YYYY-MM-DD"));
        properties.put("until", property("string", "Last day to look at, as YYYY-MM-DD; today if left out"));
        properties.put(
                "limit",
                object("type", "integer", "minimum", 1, "maximum", 100 + i % 400, "description", "The most to return"));
        properties.put("sort", object("type", "string", "enum", List.of("name", "date", "price")));
        return object(
                "name",
                (deed + "_" + thing.replace(' ', '_') + "_" + i).toLowerCase(Locale.ROOT),
                "description",
                deed + " each " + thing + " of department " + i + ". Returns at most as many rows as the limit says, "
                        + "the newest first, with name, date, place and price of every row. An empty answer means that "
                        + "nothing matches. Days are those of the place where the " + thing + " is kept. Page " + i % 97
                        + " of the handbook explains the columns.",
                "inputSchema",
                object("type", "object", "properties", properties, "required", List.of("query", "from")),
                "annotations",
                object("readOnlyHint", i % 3 != 0, "openWorldHint", false));
    }

    private static Map<String, @Nullable Object> property(String type, String description) {
        return object("type", type, "description", description);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return object;
    }
}
