package io.mcpguard.test.transport;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** As much of a message as a transport must know: whether it asks or answers, and under which id. */
record Envelope(String json, @Nullable String method, String id) {

    private static final JsonFactory JSON = new JsonFactory();

    static Envelope of(String json) {
        String method = null;
        String id = "";
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("method") && value == JsonToken.VALUE_STRING) {
                        method = parser.getString();
                    } else if (name.equals("id")) {
                        id = value == JsonToken.VALUE_STRING ? '"' + parser.getString() + '"' : parser.getString();
                    }
                    parser.skipChildren();
                }
            }
            return new Envelope(json, method, id);
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
