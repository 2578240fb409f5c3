package io.mcpguard.schema;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Test cases that are data: a resource with an array of objects. */
final class Cases {

    private Cases() {}

    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> read(String resource) {
        try (InputStream in = requireNonNull(Cases.class.getResourceAsStream(resource), resource)) {
            return (List<Map<String, @Nullable Object>>)
                    requireNonNull(JsonText.parse(in.readAllBytes(), Limits.DEFAULT), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable Object json(String text) {
        return JsonText.parse(text, Limits.DEFAULT);
    }
}
