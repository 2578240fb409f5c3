package io.mcpguard.inspect.sanitise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands between the marks of strings: joined by bars, and without keys. */
class StringValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"a\": \"x\", \"b\": \"y\"} ; x|y",
                "{'a': 'It's x', 'b': 'y'} ; It's x|y",
                "{'a': 'x', b: 'y'} ; x|y",
                "{'a': 'x', b_1-c: 'y'} ; x|y",
                "{'a': 'x', } ; x",
                "{'a': 'x', 'y', 'b': 1} ; x', 'y",
                "['x', 'y'] ; x|y",
                "['x', 5] ; x",
                "['x', True] ; x",
                "['x', None] ; x",
                "['x', and 'y'] ; x', and 'y",
                "['x','y'] ; x|y",
                "['x',y'] ; x",
                "f('x') ; x",
                "f('x'). ; x",
                "f('x'). Then ; x",
                "f('x').y') ; x').y",
                "f('x')y') ; x')y",
                "f('x') y ; x",
                "f('x')] ; x",
                "{'a': 'x'] 'y'} ; x'] 'y",
                "<a b='x' c='y'> ; x|y",
                "<a b='x'> ; x",
                "<a b='x'/> ; x",
                "f(a='x', b='y') ; x|y",
                "f(a='x'y') ; x'y",
                "{'a': 'x\\'', 'b': 1} ; x\\'",
                "{'a': 'x\\\\', 'b': 1} ; x\\\\",
                "He said 'x' to us ; ``",
                "['x ; ``",
                "'x' ; x",
                "{'a': 'x' ; x"
            })
    void aMarkClosesAStringOnlyIfWhatFollowsCouldNotBePartOfIt(String text, String values) {
        assertThat(String.join("|", values(text))).isEqualTo(values == null ? "" : values);
    }

    @Test
    void cellsOfRowsAreStrings() {
        assertThat(values("name,note\n\"a\",\"b\"\n\"c\",\"d\"\ne,f")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aPlaceKnowsItsString() {
        var values = StringValues.of("['ab', 'cd']");

        assertThat(values.start(1)).isEqualTo(-1);
        assertThat(values.end(1)).isEqualTo(-1);
        assertThat(List.of(values.start(2), values.start(3), values.start(4))).containsOnly(2);
        assertThat(List.of(values.end(2), values.end(3), values.end(4))).containsOnly(4);
        assertThat(values.start(5)).isEqualTo(-1);
        assertThat(values.start(8)).isEqualTo(8);
        assertThat(values.end(10)).isEqualTo(10);
        assertThat(values.start(11)).isEqualTo(-1);
    }

    @Test
    void aSpanIsSplitAtTheStringsItCovers() {
        String text = "{'k': 'abcd', 'l': 'efgh', 'm': 'ijkl'}";

        assertThat(within(text, text.indexOf('c'), text.indexOf('g'))).containsExactly("cd", "ef");
        assertThat(within(text, text.indexOf('a'), text.indexOf('b'))).containsExactly("a");
        assertThat(within(text, text.indexOf('k'), text.indexOf('a'))).isEmpty();
        assertThat(within(text, 0, text.length())).containsExactly("abcd", "efgh", "ijkl");
    }

    @Test
    void manyStringsAreKept() {
        assertThat(values("[" + "'x', ".repeat(40) + "'y']")).hasSize(41).endsWith("y");
    }

    private static List<String> values(String text) {
        return within(text, 0, text.length());
    }

    private static List<String> within(String text, int start, int end) {
        List<String> values = new ArrayList<>();
        StringValues.of(text).within(start, end, (from, to) -> values.add(text.substring(from, to)));
        return values;
    }
}
