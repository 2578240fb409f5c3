package io.mcpguard.bench;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the SDK reads and writes it. */
final class Wire {

    private static final TypeRef<Map<String, @Nullable Object>> OBJECT = new TypeRef<>() {};
    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();

    private Wire() {}

    static McpJsonMapper mapper() {
        return MAPPER;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes of UTF-8 a value takes as JSON. */
    static int bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The params of a request, which are a record or a tree. */
    static Map<String, @Nullable Object> params(@Nullable Object params) {
        return params == null ? Map.of() : MAPPER.convertValue(params, OBJECT);
    }

    static Map<String, @Nullable Object> read(String json) {
        try {
            return MAPPER.readValue(json, OBJECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Equal trees that share no string, to be used in turn. With one tree alone, comparing and hashing would be a look at
     * the same object, which no message that comes over a wire ever is.
     */
    static List<Map<String, @Nullable Object>> copies(int count, Map<String, @Nullable Object> tree) {
        String json = write(tree);
        var copies = new ArrayList<Map<String, @Nullable Object>>(count);
        for (int i = 0; i < count; i++) {
            copies.add(read(json));
        }
        return copies;
    }
}
