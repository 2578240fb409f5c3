package io.mcpguard.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random payloads that look like messages, with one text planted at a random place of each. */
public final class RandomMessages {

    private static final List<String> KEYS = List.of(
            "name",
            "title",
            "description",
            "content",
            "text",
            "structuredContent",
            "inputSchema",
            "properties",
            "enum",
            "default",
            "_meta",
            "annotations",
            "icons",
            "src",
            "uri",
            "blob",
            "data",
            "mimeType",
            "type",
            "messages",
            "role",
            "instructions",
            "capabilities",
            "extensions",
            "nextCursor",
            "requestState",
            "inputRequests",
            "message",
            "code",
            "arguments",
            "x-vendor",
            "",
            "a/b",
            "~",
            "ключ");
    private static final List<String> TEXTS = List.of(
            "", "ok", "Returns the list of files.", "image/png", "file:///tmp/a", "Größe in cm", "\uD83D\uDE00", "{}");
    private static final int MAX_DEPTH = 6;

    private final Random random;

    public RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    /** A payload and where the planted text stands in it. */
    public record Planted(Map<String, @Nullable Object> payload, String place, boolean isKey) {}

    public Planted plant(String text) {
        Map<String, @Nullable Object> payload = object(0);
        Map<String, @Nullable Object> target = payload;
        var place = new StringBuilder();
        for (int depth = random.nextInt(MAX_DEPTH); depth > 0; depth--) {
            String key = "p" + random.nextInt(3);
            if (random.nextBoolean()) {
                key = KEYS.get(random.nextInt(KEYS.size()));
            }
            Map<String, @Nullable Object> inner = object(MAX_DEPTH - 1);
            if (random.nextBoolean()) {
                target.put(key, inner);
                place.append('/').append(escaped(key));
            } else {
                target.put(key, new ArrayList<@Nullable Object>(List.of("first", inner)));
                place.append('/').append(escaped(key)).append("/1");
            }
            target = inner;
        }
        boolean isKey = random.nextInt(3) == 0;
        String key = isKey ? text : KEYS.get(random.nextInt(KEYS.size()));
        target.put(key, isKey ? value(MAX_DEPTH) : text);
        return new Planted(payload, place.append('/').append(escaped(key)).toString(), isKey);
    }

    private Map<String, @Nullable Object> object(int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(KEYS.get(random.nextInt(KEYS.size())), value(depth + 1));
        }
        return object;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 8 : 5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> null;
            case 3, 4 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 5, 6 -> object(depth);
            default -> new ArrayList<@Nullable Object>(List.of(TEXTS.get(random.nextInt(TEXTS.size())), object(depth)));
        };
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
