package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.text.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EscapedTest {

    private record Part(String read, int start, int end) {}

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        Escaped.forEach(text, new Budget(), (read, start, end) -> parts.add(new Part(read, start, end)));
        return parts;
    }

    private static String escapes(String text) {
        return text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
    }

    @Test
    void aRunOfEscapesIsRead() {
        String run = escapes("sendfile");

        assertThat(parts(run)).containsExactly(new Part("sendfile", 0, 48));
        assertThat(parts("> " + run + " <")).containsExactly(new Part("sendfile", 2, 50));
        assertThat(Escaped.isIn(run)).isTrue();
    }

    @Test
    void sevenAreLettersOfAnotherScriptHereAndThere() {
        String run = escapes("sendfil");

        assertThat(parts(run)).isEmpty();
        assertThat(Escaped.isIn(run)).isFalse();
        assertThat(Escaped.isIn("nothing")).isFalse();
    }

    @Test
    void threePlainCharactersMayStandBetweenThem() {
        String run = escapes("send") + " a " + escapes("file");

        assertThat(parts(run)).containsExactly(new Part("send a file", 0, run.length()));
        assertThat(parts(escapes("send") + " an " + escapes("file"))).isEmpty();
    }

    @Test
    void twoRunsAreTwo() {
        String run = escapes("sendfile");

        assertThat(parts(run + " and on " + run))
                .containsExactly(new Part("sendfile", 0, 48), new Part("sendfile", 56, 104));
    }

    @Test
    void aBrokenEscapeEndsARun() {
        String run = escapes("sendfile");

        assertThat(parts(run + "\\u00")).containsExactly(new Part("sendfile", 0, 48));
        assertThat(parts(run + "\\uzzzz" + run))
                .containsExactly(new Part("sendfile", 0, 48), new Part("sendfile", 54, 102));
        assertThat(parts("\\u".repeat(20))).isEmpty();
    }

    @Test
    void asciiNeedsNoEscapes() {
        assertThat(Escaped.isPlain(escapes("send\u007F"))).isTrue();
        assertThat(Escaped.isPlain(escapes("send\u0080"))).isFalse();
        assertThat(Escaped.isPlain(escapes("\u0438\u0433"))).isFalse();
    }
}
