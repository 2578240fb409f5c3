package io.mcpguard.test.transport;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of a message as a transport must know: whether it asks or answers, and under which id. */
record Envelope(String json, @Nullable String method, String id) {

    static Envelope of(String json) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(json);
            JsonNode id = tree.path("id");
            JsonNode method = tree.path("method");
            return new Envelope(
                    json, method.isString() ? method.stringValue() : null, id.isMissingNode() ? "" : id.toString());
        } catch (JacksonException notJson) {
            return new Envelope(json, null, "");
        }
    }

    boolean isRequest() {
        return method != null && !id.isEmpty();
    }

    boolean isAnswer() {
        return method == null && !id.isEmpty();
    }
}
