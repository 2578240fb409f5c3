package io.mcpguard.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSourceTest {

    private static List<String> lines(String text, int max) throws IOException {
        var source = new LineSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), max);
        var lines = new ArrayList<String>();
        for (LineSource.Line line = source.next(); line != null; line = source.next()) {
            assertThat(line.number()).isEqualTo(lines.size() + 1);
            lines.add(line.bytes() == null ? null : new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void readsLinesWithAndWithoutALastEnd() throws IOException {
        assertThat(lines("a\nb\r\n\nc", 10)).containsExactly("a", "b", "", "c");
        assertThat(lines("a\n", 10)).containsExactly("a");
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsSkippedAndTheNextIsRead() throws IOException {
        assertThat(lines("12345678901\nok", 10)).containsExactly(null, "ok");
        assertThat(lines("1234567890\nok", 10)).containsExactly("1234567890", "ok");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(lines("\ufeffa\n\ufeffb", 10)).containsExactly("a", "\ufeffb");
    }
}
