package io.mcpguard.data.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A YAML file of the package as maps, lists and strings; numbers stay as they are written. A mistake in one ends with
 * the file and the line.
 */
final class DataFile {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DataFile() {}

    /** The map that a resource next to this class holds. */
    static Map<String, Object> read(String name) {
        try (InputStream in = DataFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), in.readAllBytes())) {
                return map(parser, parser.nextToken(), name);
            }
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    name + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The maps in a list, none if there is no such key. */
    static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        var maps = new ArrayList<Map<String, Object>>();
        for (Object each : list(map, key)) {
            var copy = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) each).forEach((name, value) -> copy.put(String.valueOf(name), value));
            maps.add(copy);
        }
        return maps;
    }

    /** The strings in a list, none if there is no such key. A list in it is one string in parts. */
    static List<String> strings(Map<String, Object> map, String key) {
        var strings = new ArrayList<String>();
        for (Object each : list(map, key)) {
            strings.add(each instanceof List<?> parts ? joined(parts) : String.valueOf(each));
        }
        return strings;
    }

    /** A string, {@code otherwise} if there is no such key. */
    static String string(Map<String, Object> map, String key, String otherwise) {
        return String.valueOf(map.getOrDefault(key, otherwise));
    }

    private static String joined(List<?> parts) {
        var whole = new StringBuilder();
        parts.forEach(whole::append);
        return whole.toString();
    }

    private static List<?> list(Map<String, Object> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> map(JsonParser parser, @Nullable JsonToken token, String name) {
        if (token != JsonToken.START_OBJECT) {
            throw new IllegalStateException(name + " is no map");
        }
        var map = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            map.put(key, value(parser, parser.nextToken(), name));
        }
        return map;
    }

    private static Object value(JsonParser parser, JsonToken token, String name) {
        if (token == JsonToken.START_OBJECT) {
            return map(parser, token, name);
        }
        if (token != JsonToken.START_ARRAY) {
            return String.valueOf(parser.getString());
        }
        var list = new ArrayList<Object>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            list.add(value(parser, next, name));
        }
        return list;
    }
}
