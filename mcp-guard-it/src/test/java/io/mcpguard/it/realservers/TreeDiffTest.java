package io.mcpguard.it.realservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeDiffTest {

    @Test
    void equalTreesDoNotDiffer() {
        assertThat(diff("{'a': [1, 2.0, null, 'x\\ny']}", "{'a': [1, 2.0, null, 'x\\ny']}"))
                .isEmpty();
    }

    @Test
    void namesThePlaceAndBothValues() {
        assertThat(diff("{'a/b': [1, true]}", "{'a/b': [1, false]}"))
                .hasToString("[/a~1b/1\n        true became false]");
    }

    @Test
    void tellsOneFromOnePointZero() {
        assertThat(pointers("[1]", "[1.0]")).containsExactly("/0");
    }

    @Test
    void tellsAbsentFromNull() {
        assertThat(pointers("{'a': null}", "{}")).containsExactly("/a");
        assertThat(pointers("{}", "{'a': null}")).containsExactly("/a");
    }

    @Test
    void seesThatKeysAreInAnotherOrder() {
        assertThat(pointers("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}")).containsExactly("/#order");
    }

    @Test
    void seesThatAListIsLonger() {
        assertThat(pointers("[[1]]", "[[1, 2]]")).containsExactly("/0/#length");
    }

    @Test
    void namesTheLinesOfATextThatDiffer() {
        assertThat(pointers("['a\\nb\\nc']", "['a\\nB\\nc']")).containsExactly("/0/#line 2");
    }

    @Test
    void namesTheTextWhereItsLinesAreOthers() {
        assertThat(pointers("['a\\nb']", "['a']")).containsExactly("/0");
    }

    @Test
    void showsOnlyThePartOfATextThatChanged() {
        String text = "x".repeat(1000);

        assertThat(diff("['" + text + "1" + text + "']", "['" + text + "2" + text + "']")
                        .get(0)
                        .text())
                .isEqualTo("…\"" + "x".repeat(20) + "1" + "x".repeat(20) + "\"… became …\"" + "x".repeat(20) + "2"
                        + "x".repeat(20) + "\"…");
    }

    private static List<String> pointers(String before, String after) {
        return diff(before, after).stream().map(Difference::pointer).toList();
    }

    private static List<Difference> diff(String before, String after) {
        return TreeDiff.between(parse(before), parse(after));
    }

    private static Object parse(String json) {
        return JsonText.parse(json.replace('\'', '"'), Limits.DEFAULT);
    }
}
