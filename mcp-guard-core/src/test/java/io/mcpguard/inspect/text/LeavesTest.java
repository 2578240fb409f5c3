package io.mcpguard.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Leaf;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavesTest {

    @Test
    void visitsKeysAndValuesInDocumentOrder() {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("name", "search");
        payload.put("arguments", Map.of("query", "cats"));

        assertThat(leaves(payload))
                .containsExactly(
                        new Leaf("/name", LeafKind.IDENTIFIER, true, "name"),
                        new Leaf("/name", LeafKind.IDENTIFIER, false, "search"),
                        new Leaf("/arguments", LeafKind.IDENTIFIER, true, "arguments"),
                        new Leaf("/arguments/query", LeafKind.IDENTIFIER, true, "query"),
                        new Leaf("/arguments/query", LeafKind.PROSE, false, "cats"));
    }

    @Test
    void pointersAreEscaped() {
        assertThat(leaves(Map.of("a/b~c", List.of("x"))))
                .extracting(Leaf::pointer)
                .contains("/a~1b~0c/0");
    }

    @Test
    void walksListsInListsAndSkipsWhatIsNoString() {
        var list = new ArrayList<Object>(Arrays.asList(1, null, true, List.of("deep")));

        assertThat(leaves(Map.of("x", list))).extracting(Leaf::pointer).containsExactly("/x", "/x/3/0");
    }

    @Test
    void walksStructuresNobodyKnows() {
        assertThat(leaves(Map.of("inputRequests", Map.of("q1", Map.of("params", Map.of("message", "hello"))))))
                .contains(new Leaf("/inputRequests/q1/params/message", LeafKind.PROSE, false, "hello"));
    }

    @ParameterizedTest
    @CsvSource({
        "description, PROSE",
        "title, PROSE",
        "text, PROSE",
        "instructions, PROSE",
        "message, PROSE",
        "systemPrompt, PROSE",
        "somethingNew, PROSE",
        "name, IDENTIFIER",
        "uri, IDENTIFIER",
        "uriTemplate, IDENTIFIER",
        "mimeType, IDENTIFIER",
        "role, IDENTIFIER",
        "type, IDENTIFIER",
        "method, IDENTIFIER",
        "protocolVersion, IDENTIFIER",
        "nextCursor, OPAQUE",
        "cursor, OPAQUE",
        "requestState, OPAQUE",
        "progressToken, OPAQUE",
        "taskId, OPAQUE",
        "blob, PROSE"
    })
    void theKeySaysWhatAStringIsFor(String key, LeafKind kind) {
        assertThat(kindOf("/" + key, Map.of(key, "x"))).isEqualTo(kind);
    }

    @Test
    void theDataOfAnImageIsMediaAndOfALogMessageProse() {
        var image = Map.<String, Object>of("type", "image", "mimeType", "image/png", "data", "iVBORw0KGgo=");

        assertThat(kindOf("/content/0/data", Map.of("content", List.of(image)))).isEqualTo(LeafKind.MEDIA);
        assertThat(kindOf("/data", Map.of("level", "info", "data", "started"))).isEqualTo(LeafKind.PROSE);
    }

    @Test
    void theBlobOfAResourceIsMediaAndNoOther() {
        var resource = Map.<String, Object>of("uri", "file:///a.png", "mimeType", "image/png", "blob", "iVBORw0KGgo=");

        assertThat(kindOf("/contents/0/blob", Map.of("contents", List.of(resource))))
                .isEqualTo(LeafKind.MEDIA);
        assertThat(kindOf("/_meta/blob", Map.of("_meta", Map.of("blob", "iVBORw0KGgo="))))
                .isEqualTo(LeafKind.PROSE);
        assertThat(kindOf("/data", Map.of("mimeType", "image/png", "data", "iVBORw0KGgo=")))
                .isEqualTo(LeafKind.PROSE);
    }

    @Test
    void aNameInTheServersOwnDataIsProse() {
        assertThat(kindOf("/structuredContent/name", Map.of("structuredContent", Map.of("name", "Chair"))))
                .isEqualTo(LeafKind.PROSE);
    }

    @Test
    void whatASchemaComparesWithIsAnIdentifier() {
        Map<String, Object> property = Map.of("enum", List.of("a", "b"), "description", "which", "default", "a");
        Map<String, Object> payload = Map.of("inputSchema", Map.of("properties", Map.of("kind", property)));

        assertThat(kindOf("/inputSchema/properties/kind/enum/1", payload)).isEqualTo(LeafKind.IDENTIFIER);
        assertThat(kindOf("/inputSchema/properties/kind/default", payload)).isEqualTo(LeafKind.IDENTIFIER);
        assertThat(kindOf("/inputSchema/properties/kind/description", payload)).isEqualTo(LeafKind.PROSE);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);

        assertThatThrownBy(() -> leaves(cyclic))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the payload is nested deeper than 1000");
    }

    private static LeafKind kindOf(String pointer, Map<String, Object> payload) {
        return leaves(payload).stream()
                .filter(leaf -> leaf.pointer().equals(pointer) && !leaf.isKey())
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private static List<Leaf> leaves(Map<String, Object> payload) {
        var leaves = new ArrayList<Leaf>();
        Leaves.forEach("tools/call", Phase.RESPONSE, payload, leaves::add);
        return leaves;
    }
}
