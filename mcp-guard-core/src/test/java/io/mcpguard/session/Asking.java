package io.mcpguard.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What servers ask of a client, as raw parameters. */
final class Asking {

    private Asking() {}

    static Map<String, Object> sampling(String text) {
        return params(
                "messages",
                List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", text))),
                "maxTokens",
                100);
    }

    /** A form with one text field. */
    static Map<String, Object> form(String message, String field, Map<String, ?> definition) {
        return form(message, Map.of(field, definition));
    }

    static Map<String, Object> form(String message, Map<String, ?> properties) {
        return params("message", message, "requestedSchema", Map.of("type", "object", "properties", properties));
    }

    static Map<String, Object> address(String message, String url) {
        return params("mode", "url", "message", message, "url", url, "elicitationId", "e1");
    }

    static Map<String, Object> params(Object... members) {
        var params = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            params.put((String) members[i], members[i + 1]);
        }
        return params;
    }

    static Map<String, Object> with(Map<String, Object> params, String key, Object value) {
        var copy = new LinkedHashMap<>(params);
        copy.put(key, value);
        return copy;
    }

    /** What the application gets when the server asks; null if it is refused. */
    static Map<String, Object> asked(Line line, String method, Map<String, Object> params) {
        int before = line.reachedApplication.size();
        line.fromServer(new Message.Request("s" + before, method, params));
        return line.reachedApplication.size() == before
                ? null
                : ((Message.Request) line.reachedApplication.get(before)).params();
    }
}
