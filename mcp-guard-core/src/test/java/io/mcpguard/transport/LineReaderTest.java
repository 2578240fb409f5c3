package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.transport.LineReader.Kind;
import io.mcpguard.transport.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int MAX = 100;

    @Test
    void readsLinesWhateverTheirEnds() throws IOException {
        assertThat(lines(utf8("one\ntwo\r\nthree\n"))).containsExactly(text("one"), text("two\r"), text("three"));
    }

    @Test
    void leavesBlankLinesOut() throws IOException {
        assertThat(lines(utf8("\n \t\r\n\none\n\n"))).containsExactly(text("one"));
    }

    @Test
    void forgivesAByteOrderMarkAtTheStartAndNowhereElse() throws IOException {
        assertThat(lines(utf8("\uFEFFone\n\uFEFFtwo\n"))).containsExactly(text("one"), text("\uFEFFtwo"));
    }

    @Test
    void readsALineOfAsManyCharactersAsAreAllowed() throws IOException {
        assertThat(lines(utf8("x".repeat(MAX) + "\n"))).containsExactly(text("x".repeat(MAX)));
    }

    @Test
    void skipsALineOfOneCharacterMoreAndReadsTheNext() throws IOException {
        assertThat(lines(utf8("x".repeat(MAX + 1) + "\none\n")))
                .containsExactly(new Line(Kind.TOO_LONG, ""), text("one"));
    }

    @Test
    void countsCharactersAsJavaDoesAndNotBytes() throws IOException {
        String threeBytesEach = "\u20AC".repeat(MAX);
        String twoUnitsEach = "\uD83D\uDE00".repeat(MAX / 2);

        assertThat(lines(utf8(threeBytesEach + "\n" + twoUnitsEach + "\n" + twoUnitsEach + "x\n")))
                .containsExactly(text(threeBytesEach), text(twoUnitsEach), new Line(Kind.TOO_LONG, ""));
    }

    @Test
    void skipsEndlessBytesThatBeginNoCharacter() throws IOException {
        byte[] continuations = new byte[10 * MAX + 1];
        Arrays.fill(continuations, (byte) 0x80);
        continuations[10 * MAX] = '\n';

        assertThat(lines(continuations)).containsExactly(new Line(Kind.TOO_LONG, ""));
    }

    @Test
    void tellsWhatIsNotUtf8FromTheCharacterThatStandsForIt() throws IOException {
        byte[] broken = {'a', (byte) 0xC3, '(', '\n'};

        assertThat(lines(broken)).containsExactly(new Line(Kind.NOT_UTF8, ""));
        assertThat(lines(utf8("a\uFFFD\n"))).containsExactly(text("a\uFFFD"));
    }

    @Test
    void saysThatTheLastLineIsHalfALine() throws IOException {
        assertThat(lines(utf8("one\n{\"jsonrpc\":"))).containsExactly(text("one"), new Line(Kind.HALF, ""));
        assertThat(lines(utf8("x".repeat(MAX + 1)))).containsExactly(new Line(Kind.HALF, ""));
    }

    @Test
    void aByteOrderMarkAloneIsABlankLine() throws IOException {
        assertThat(lines(utf8("\uFEFF\none\n"))).containsExactly(text("one"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfWhatIsLookedAt() throws IOException {
        assertThat(lines(utf8("\uFEFFa\uFFFD\n"))).containsExactly(text("a\uFFFD"));
    }

    @Test
    void saysWhichRequestALineAnswersThatIsTooLong() throws IOException {
        String answer = "{\"result\":\"" + "x".repeat(100_000) + "\",\"id\":7}\n";

        assertThat(lines(utf8(answer))).containsExactly(new Line(Kind.TOO_LONG, "", 7L));
        assertThat(lines(new ByteArrayInputStream(utf8(answer)), 50_000))
                .as("too long only after some of it was kept")
                .containsExactly(new Line(Kind.TOO_LONG, "", 7L));
        assertThat(lines(
                        new ByteArrayInputStream(utf8("{\"id\":7,\"result\":\"" + "x".repeat(100_000) + "\"}\n")),
                        50_000))
                .containsExactly(new Line(Kind.TOO_LONG, "", 7L));
    }

    @Test
    void readsLinesThatComeByteByByte() throws IOException {
        byte[] bytes = utf8("\uFEFFone \u20AC\n" + "x".repeat(MAX + 1) + "\ntwo\n");
        var drops = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at == bytes.length ? -1 : bytes[at++] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int b = read();
                if (b < 0) {
                    return -1;
                }
                into[from] = (byte) b;
                return 1;
            }
        };

        assertThat(lines(drops)).containsExactly(text("one \u20AC"), new Line(Kind.TOO_LONG, ""), text("two"));
    }

    @Test
    void readsALineLongerThanItsBuffers() throws IOException {
        String large = "0123456789".repeat(100_000);

        assertThat(lines(new ByteArrayInputStream(utf8(large + "\nsmall\n")), large.length()))
                .containsExactly(text(large), text("small"));
    }

    /** With 4 GiB in a line, whoever kept it would have no array for it. */
    @Test
    @Tag("slow")
    void skipsALineOfAnyLength() throws IOException {
        var endless = new SequenceInputStream(new Zeros(4L << 30), new ByteArrayInputStream(utf8("\none\n")));

        assertThat(lines(endless, 16 << 20)).containsExactly(new Line(Kind.TOO_LONG, ""), text("one"));
    }

    private static List<Line> lines(byte[] bytes) throws IOException {
        return lines(new ByteArrayInputStream(bytes));
    }

    private static List<Line> lines(InputStream in) throws IOException {
        return lines(in, MAX);
    }

    private static List<Line> lines(InputStream in, long maxChars) throws IOException {
        var reader = new LineReader(in, maxChars);
        var lines = new ArrayList<Line>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        assertThat(reader.next()).isNull();
        return lines;
    }

    private static Line text(String text) {
        return new Line(Kind.TEXT, text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int read = (int) Math.min(left, length);
            left -= read;
            return read == 0 ? -1 : read;
        }
    }
}
