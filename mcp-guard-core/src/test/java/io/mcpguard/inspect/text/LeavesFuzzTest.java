package io.mcpguard.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.api.Json;
import io.mcpguard.api.Leaf;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Phase;
import io.mcpguard.inspect.sanitise.Rewrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class LeavesFuzzTest {

    /** Keys that mean something somewhere, so that a tree is more than data. */
    private static final String[] KEYS = {
        "structuredContent",
        "inputSchema",
        "properties",
        "content",
        "text",
        "type",
        "data",
        "mimeType",
        "blob",
        "uri",
        "name",
        "_meta",
        "arguments",
        "enum",
        "description",
        "",
        "a/b",
        "~1"
    };

    /** Whatever the tree is: every key and every string once, each found again by its pointer; what is cut is prose. */
    @FuzzTest
    void visitsEveryStringOnce(FuzzedDataProvider data) {
        Map<String, @Nullable Object> payload = object(data, 6);
        List<Leaf> leaves = new ArrayList<>();

        Leaves.forEach("tools/call", Phase.RESPONSE, payload, leaves::add);

        assertThat(leaves).hasSize(strings(payload)).doesNotHaveDuplicates();
        for (Leaf leaf : leaves) {
            if (leaf.isKey()) {
                String last = leaf.pointer().substring(leaf.pointer().lastIndexOf('/') + 1);
                assertThat(Json.unescape(last)).isEqualTo(leaf.text());
                assertThat(leaf.kind()).isEqualTo(LeafKind.IDENTIFIER);
            } else {
                assertThat(Json.at(payload, leaf.pointer())).isEqualTo(leaf.text());
            }
        }
        List<String> rewritten = new ArrayList<>();
        new Rewrite((pointer, text) -> {
                    rewritten.add(pointer);
                    return text;
                })
                .object(payload);
        assertThat(rewritten)
                .containsExactlyElementsOf(leaves.stream()
                        .filter(leaf -> !leaf.isKey() && leaf.kind() == LeafKind.PROSE)
                        .map(Leaf::pointer)
                        .toList());
    }

    private static int strings(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.size()
                    + map.values().stream().mapToInt(LeavesFuzzTest::strings).sum();
        }
        return tree instanceof List<?> list
                ? list.stream().mapToInt(LeavesFuzzTest::strings).sum()
                : tree instanceof String ? 1 : 0;
    }

    private static Map<String, @Nullable Object> object(FuzzedDataProvider data, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int size = data.consumeInt(0, 4); size > 0; size--) {
            String key = data.consumeBoolean() ? data.pickValue(KEYS) : data.consumeString(4);
            object.put(key, tree(data, depth - 1));
        }
        return object;
    }

    private static @Nullable Object tree(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth == 0 ? 3 : 6)) {
            case 0 -> null;
            case 1 -> data.consumeLong();
            case 2, 3 -> data.consumeString(8);
            case 4 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int size = data.consumeInt(0, 4); size > 0; size--) {
                    list.add(tree(data, depth - 1));
                }
                yield list;
            }
            default -> object(data, depth);
        };
    }
}
