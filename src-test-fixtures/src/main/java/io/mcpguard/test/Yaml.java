package io.mcpguard.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML, and so JSON, into trees. By hand and not through Jackson, which does not follow aliases. */
final class Yaml {

    private static final int MAX_ALIASES = 1000;

    private Yaml() {}

    static @Nullable Object parse(String text) {
        try {
            return new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(MAX_ALIASES)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
