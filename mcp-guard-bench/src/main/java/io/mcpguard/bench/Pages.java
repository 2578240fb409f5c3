package io.mcpguard.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Long lists as servers tell them: page by page, the next one's number as its cursor. */
final class Pages {

    /** Tools on a page. */
    static final int SIZE = 500;

    private Pages() {}

    /** The results that list {@link ManyTools#COUNT} tools, as JSON. */
    static List<String> json() {
        var pages = new ArrayList<String>();
        for (int from = 0; from < ManyTools.COUNT; from += SIZE) {
            var page = new LinkedHashMap<String, @Nullable Object>();
            page.put("tools", ManyTools.read(from, SIZE));
            if (from + SIZE < ManyTools.COUNT) {
                page.put("nextCursor", String.valueOf(pages.size() + 1));
            }
            pages.add(Wire.write(page));
        }
        return pages;
    }

    /** The same, read anew. */
    static List<Map<String, @Nullable Object>> read() {
        return json().stream().map(Wire::read).toList();
    }

    /** Describes the first tool of a page otherwise. */
    @SuppressWarnings("unchecked") // as the mapper reads it
    static void changeFirst(Map<String, @Nullable Object> page) {
        var tools = (List<Map<String, @Nullable Object>>) page.getOrDefault("tools", List.of());
        tools.get(0).put("description", "Lists something else now.");
    }

    /** The params that ask for a page. */
    static Map<String, @Nullable Object> params(int page) {
        return page == 0 ? Map.of() : Map.of("cursor", String.valueOf(page));
    }

    /** The page that params ask for. */
    static int number(Map<String, @Nullable Object> params) {
        return params.get("cursor") instanceof String cursor ? Integer.parseInt(cursor) : 0;
    }
}
