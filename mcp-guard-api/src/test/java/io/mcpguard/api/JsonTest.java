package io.mcpguard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final Map<String, Object> TREE = Map.of("a/b", Map.of("~", List.of("x", "y")), "", 1);

    @Test
    void findsAValueAtAPointer() {
        assertThat(Json.at(TREE, "/a~1b/~0/1")).isEqualTo("y");
        assertThat(Json.at(TREE, "/")).isEqualTo(1);
        assertThat(Json.at(TREE, "")).isSameAs(TREE);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(Json.at(TREE, "/a~1b/~0/2")).isNull();
        assertThat(Json.at(TREE, "/a~1b/~0/01")).isNull();
        assertThat(Json.at(TREE, "/a~1b/~0/-1")).isNull();
        assertThat(Json.at(TREE, "/a~1b/~0/1/deeper")).isNull();
    }

    @Test
    void refusesWhatIsNoPointer() {
        assertThatThrownBy(() -> Json.at(TREE, "a")).hasMessage("a JSON pointer starts with a slash: \"a\"");
    }

    @Test
    void escapesAndUnescapesKeys() {
        assertThat(Json.escape("~/")).isEqualTo("~0~1");
        assertThat(Json.unescape("~01")).isEqualTo("~1");
        assertThat(Json.unescape(Json.escape("a~1/b"))).isEqualTo("a~1/b");
    }

    @Test
    void sharesWhatDoesNotChange() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("kept", List.of("same"));
        tree.put("changed", Arrays.asList("old", null, 3));

        Map<String, Object> mapped = Json.mapStrings(tree, text -> text.replace("old", "new"));

        assertThat(mapped).containsEntry("changed", Arrays.asList("new", null, 3));
        assertThat(mapped.get("kept")).isSameAs(tree.get("kept"));
        assertThat(Json.mapStrings(tree, text -> text)).isSameAs(tree);
    }

    @Test
    void setsOneMemberAndLeavesTheOrder() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", 1);
        tree.put("a", 2);

        assertThat(Json.with(tree, "z", 3)).containsExactly(Map.entry("z", 3), Map.entry("a", 2));
        assertThat(Json.with(tree, "z", tree.get("z"))).isSameAs(tree);
    }
}
