package io.mcpguard.session;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.LimitsPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends lists that do not end, since clients follow cursors as long as there are any. Follows how far the client has got
 * along each cursor; a page too many, or one that leads back, is refused. Thread-safe.
 */
final class PageRules implements Validator {

    static final String NAME = "limits.pages";

    private static final Map<String, String> LISTS = Map.of(
            "tools/list", "tools",
            "prompts/list", "prompts",
            "resources/list", "resources",
            "resources/templates/list", "resourceTemplates",
            "tasks/list", "tasks");

    private static final int MAX_KEY = 64;

    /**
     * What a client has seen when it is given a cursor.
     *
     * @param before the cursor that it came with, null on the first page
     */
    private record Position(int pages, long items, @Nullable String before) {}

    private static final Position START = new Position(0, 0, null);

    private final LimitsPolicy limits;
    private final Map<String, Position> positions;

    PageRules(LimitsPolicy limits) {
        this.limits = limits;
        int kept = 2 * limits.maxPages() + 1_000; // more than a list may have, so that no list can push out its own
        this.positions = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Position> eldest) {
                return size() > kept;
            }
        };
    }

    void reset() {
        synchronized (positions) {
            positions.clear();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.responses("tools/list", "prompts/list", "resources/*", "tasks/list");
    }

    @Override
    public ValidationResult validate(Interception in) {
        String list = LISTS.get(in.event());
        if (list == null || !in.fromServer() || !(in.payload().get("nextCursor") instanceof String next)) {
            return ValidationResult.valid();
        }
        String here = in.request().get("cursor") instanceof String cursor ? key(in.event(), cursor) : null;
        long items = in.payload().get(list) instanceof List<?> page ? page.size() : 0;
        String problem = follow(here, key(in.event(), next), items);
        return problem == null ? ValidationResult.valid() : ValidationResult.error("", problem);
    }

    private @Nullable String follow(@Nullable String here, String next, long items) {
        synchronized (positions) {
            Position at = here == null ? START : positions.getOrDefault(here, START);
            if (at.pages + 1 >= limits.maxPages() || at.items + items > limits.maxItems()) {
                return "more than " + limits.maxPages() + " pages or " + limits.maxItems() + " items";
            }
            int back = at.pages + 1;
            for (String cursor = here; cursor != null && back >= 0; back--) {
                if (cursor.equals(next)) {
                    return "a cursor that leads back";
                }
                Position before = positions.get(cursor);
                cursor = before == null ? null : before.before;
            }
            positions.put(next, new Position(at.pages + 1, at.items + items, here));
            return null;
        }
    }

    /** A digest of long ones, so that a thousand of them do not fill the memory. */
    private static String key(String event, String cursor) {
        return event + ' ' + (cursor.length() <= MAX_KEY ? cursor : CanonicalJson.sha256(cursor));
    }
}
