package io.mcpguard.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The attacks and twins that stand in YAML beside the tests. */
final class Cases {

    private Cases() {}

    /** A file of cases, by its name in this package's resources. */
    static JsonNode read(String file) {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(file), file)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts under one key of a file. */
    static Stream<String> texts(JsonNode file, String key) {
        return file.get(key).valueStream().map(JsonNode::asString);
    }
}
