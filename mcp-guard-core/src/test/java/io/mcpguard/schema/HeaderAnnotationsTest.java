package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderAnnotationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{'properties': {'region': {'type': 'string'}}}",
                "{'properties': {'region': {'type': 'string', 'x-mcp-header': 'Region'}}}",
                "{'properties': {'n': {'type': 'integer', 'x-mcp-header': 'N'}, 'm': {'type': 'boolean', 'x-mcp-header': 'M'}}}",
                "{'properties': {'where': {'type': 'object', 'properties': {'zone': {'type': 'string', 'x-mcp-header': 'Zone'}}}}}",
                "{'properties': {'a': {'type': 'object', 'default': {'x-mcp-header': 'data, not a schema'}}}}",
                "{'properties': {'rows': {'type': 'array', 'items': {'properties': {'x-mcp-header': {'type': 'string'}}}}}}",
            })
    void lets(String schema) {
        assertThat(HeaderAnnotations.areSound(tree(schema))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x-mcp-header': 'Root', 'type': 'string'}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': ''}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A b'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A:b'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A\\r\\nSet-Cookie'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'Gr\u00fcn'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 5}}}",
                "{'properties': {'a': {'type': 'object', 'x-mcp-header': 'A'}}}",
                "{'properties': {'a': {'type': ['string', 'null'], 'x-mcp-header': 'A'}}}",
                "{'properties': {'a': {'x-mcp-header': 'A'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A'}, 'b': {'type': 'string', 'x-mcp-header': 'a'}}}",
                "{'properties': {'a': {'type': 'array', 'items': {'type': 'string', 'x-mcp-header': 'A'}}}}",
                "{'anyOf': [{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A'}}}]}",
                "{'$defs': {'a': {'type': 'string', 'x-mcp-header': 'A'}}}",
                "{'items': {'properties': {'default': {'type': 'string', 'x-mcp-header': 'A'}}}}",
                "{'patternProperties': {'^a': {'type': 'string', 'x-mcp-header': 'A'}}}",
            })
    void refuses(String schema) {
        assertThat(HeaderAnnotations.areSound(tree(schema))).isFalse();
    }

    private static Object tree(String json) {
        return JsonText.parse(json.replace('\'', '"'), Limits.DEFAULT);
    }
}
