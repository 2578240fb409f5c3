package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.schema.SchemaValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JSON Schema of the lock says what the reader says, as far as a schema can. */
class LockSchemaTest {

    private static final String DIGEST = Definitions.digest(Map.of("name", "t"));
    private static final String PIN = "{'state':'seen','digest':'" + DIGEST + "','definition':{'name':'t'}}";

    private final Map<String, Object> schema;
    private final SchemaValidator validator;

    LockSchemaTest() throws IOException {
        try (InputStream in = LockFile.class.getResourceAsStream("mcp-guard.lock.schema.json")) {
            schema = JsonText.parseObject(in.readAllBytes(), Limits.DEFAULT);
            validator = SchemaValidator.compile(schema);
        }
    }

    @Test
    void whateverIsWrittenIsValid() {
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] text = LockWriter.write(LockReaderTest.randomPins(random, new RandomJson(random)));
            assertThat(validator.firstProblem(JsonText.parseObject(text, LockFormat.LIMITS)))
                    .as(new String(text, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @Test
    void theExampleOfTheDocumentationIsValid() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "pins.md"));
        int start = page.indexOf("```json\n") + "```json\n".length();
        Object example = JsonText.parse(page.substring(start, page.indexOf("```", start)), Limits.DEFAULT);

        assertThat(validator.firstProblem(example)).isEmpty();
    }

    @Test
    void everyKeyOfTheSchemaIsReadAndOnlyAsItAllows() {
        everyKeyIsRead(properties(schema), Map.of("version", 3L, "servers", Map.of()), "%s");
        Map<String, Object> server = new LinkedHashMap<>(Map.of("identity", Map.of(), "server_info", Map.of()));
        server.put("listed", List.of());
        everyKeyIsRead(properties(definition("server")), server, "{\"version\":3,\"servers\":{\"s\":%s}}");
        everyKeyIsRead(
                properties(definition("pin")),
                Given.object(PIN),
                "{\"version\":3,\"servers\":{\"s\":{\"identity\":{},\"server_info\":{},\"listed\":[],"
                        + "\"tools\":{\"t\":[%s]}}}}");
    }

    /** A value that no key may have is refused by both; for a definition it is the digest that does not fit. */
    private void everyKeyIsRead(Map<?, ?> properties, Map<String, Object> sound, String around) {
        String whole = around.formatted(JsonText.write(sound));
        assertThat(LockReader.read("l", bytes(whole))).isNotNull();
        assertThat(validator.firstProblem(JsonText.parse(whole, Limits.DEFAULT)))
                .isEmpty();
        for (Object key : properties.keySet()) {
            var broken = new LinkedHashMap<>(sound);
            broken.put((String) key, 7L);
            String text = around.formatted(JsonText.write(broken));
            assertThatThrownBy(() -> LockReader.read("l", bytes(text)))
                    .as(text)
                    .isInstanceOf(LockException.class)
                    .hasMessageContaining(key.equals("definition") ? "digest" : "/" + key);
            assertThat(validator
                            .firstProblem(JsonText.parse(text, Limits.DEFAULT))
                            .isEmpty())
                    .as(text)
                    .isEqualTo(key.equals("definition"));
        }
    }

    private Map<?, ?> definition(String name) {
        return (Map<?, ?>) ((Map<?, ?>) schema.get("$defs")).get(name);
    }

    private static Map<?, ?> properties(Map<?, ?> schema) {
        return (Map<?, ?>) schema.get("properties");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
