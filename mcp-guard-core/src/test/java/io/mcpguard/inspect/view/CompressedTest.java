package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressedTest {

    private static final String TEXT = "The pump room is dry again, and the lift runs from eight in the morning on.";

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(out)) {
            zipped.write(bytes);
        }
        return out.toByteArray();
    }

    private static String read(byte[] bytes) {
        assertThat(Compressed.begins(bytes)).isTrue();
        return new String(Compressed.inflate(bytes, bytes.length), StandardCharsets.UTF_8);
    }

    @Test
    void gzipIsRead() throws IOException {
        assertThat(read(gzip(TEXT.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TEXT);
    }

    @Test
    void gzipWithANameAndACommentIsRead() throws IOException {
        byte[] plain = gzip(TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] names = "a.txt\0b\0".getBytes(StandardCharsets.UTF_8);
        byte[] named = new byte[plain.length + names.length];
        System.arraycopy(plain, 0, named, 0, 10);
        System.arraycopy(names, 0, named, 10, names.length);
        System.arraycopy(plain, 10, named, 10 + names.length, plain.length - 10);
        named[3] = 8 | 16;

        assertThat(read(named)).isEqualTo(TEXT);
    }

    @Test
    void zlibIsRead() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zipped = new DeflaterOutputStream(out)) {
            zipped.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(out.toByteArray())).isEqualTo(TEXT);
    }

    @Test
    void aFewBytesStandForNoMoreThanABound() throws IOException {
        byte[] bomb = gzip(new byte[10_000_000]);

        assertThat(Compressed.inflate(bomb, bomb.length)).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(Compressed.inflate(bomb, 100)).hasSizeLessThanOrEqualTo(3_200);
    }

    @Test
    void aCharacterThatTheBoundCutsIsLeftOut() throws IOException {
        byte[] bomb = gzip(("a" + "\u00e9".repeat(500_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(read(bomb)).startsWith("a\u00e9").doesNotContain("\ufffd");
    }

    @Test
    void whatIsBrokenEndsWhereItBreaks() throws IOException {
        byte[] broken = gzip(TEXT.repeat(20).getBytes(StandardCharsets.UTF_8));
        Arrays.fill(broken, 60, broken.length, (byte) 0xFF);

        assertThat(TEXT.repeat(20)).startsWith(read(broken));
        assertThat(Compressed.inflate(broken, 10)).isEmpty();
        assertThat(Compressed.inflate(broken, 12)).isEmpty();
    }

    @Test
    void otherBytesAreNotCompressed() {
        assertThat(Compressed.begins(TEXT.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Compressed.begins("xylophone".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }
}
