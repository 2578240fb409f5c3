package io.mcpguard.test;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Messages as text and back. By Jackson's core alone: its databind needs newer annotations than older versions of the
 * SDK bring.
 */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    /** The object that the text is; null if it is none. */
    static @Nullable Map<String, @Nullable Object> object(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser) : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            object.put(key, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The tree on one line. */
    static String text(@Nullable Object tree) {
        var text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, tree);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object node) {
        if (node instanceof Map<?, ?> object) {
            generator.writeStartObject();
            object.forEach((key, value) -> {
                generator.writeName(String.valueOf(key));
                write(generator, value);
            });
            generator.writeEndObject();
        } else if (node instanceof Iterable<?> list) {
            generator.writeStartArray();
            list.forEach(item -> write(generator, item));
            generator.writeEndArray();
        } else if (node instanceof String text) {
            generator.writeString(text);
        } else if (node instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (node == null) {
            generator.writeNull();
        } else if (node instanceof Number number) {
            generator.writeNumber(number.toString());
        } else {
            throw new IllegalArgumentException(node.getClass() + " is nothing that JSON has");
        }
    }
}
