package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** What the flags of RFC 1952 say stands between the header and the data. */
    @ParameterizedTest
    @CsvSource({
        "8, 612e747874 00",
        "16, 62 00",
        "24, 612e747874 00 62 00",
        "2, 0000",
        "4, 0300 010203",
        "30, 0300 010203 612e747874 00 62 00 0000",
        "1, ''"
    })
    void gzipWithMoreInItsHeaderIsRead(int flags, String fields) throws IOException {
        byte[] more = HexFormat.of().parseHex(fields.replace(" ", ""));

        assertThat(read(withHeader(flags, more))).isEqualTo(TEXT);
    }

    @Test
    void aFieldOfMoreThan255BytesIsPassedOver() throws IOException {
        byte[] more = new byte[2 + 0x0281];
        more[0] = (byte) 0x81;
        more[1] = 2;

        assertThat(read(withHeader(4, more))).isEqualTo(TEXT);
    }

    @Test
    void aHeaderThatDoesNotEndHasNothingBehindIt() throws IOException {
        byte[] named = withHeader(8, "a name".getBytes(StandardCharsets.UTF_8));
        byte[] extra = withHeader(4, new byte[] {(byte) 0xFF, (byte) 0xFF});

        assertThat(Compressed.inflate(named, 16)).isEmpty();
        assertThat(Compressed.inflate(extra, extra.length)).isEmpty();
        assertThat(Compressed.inflate(extra, 11)).isEmpty();
    }

    private static byte[] withHeader(int flags, byte[] more) throws IOException {
        byte[] plain = gzip(TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[plain.length + more.length];
        System.arraycopy(plain, 0, all, 0, 10);
        System.arraycopy(more, 0, all, 10, more.length);
        System.arraycopy(plain, 10, all, 10 + more.length, plain.length - 10);
        all[3] = (byte) flags;
        return all;
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
    void whatEndsRightAtTheBoundIsReadToIt() throws IOException {
        byte[] bomb = gzip("a".repeat(500_000).getBytes(StandardCharsets.UTF_8));

        // the last character is left out: nobody knows whether it is whole
        assertThat(read(bomb)).hasSize(32 * bomb.length - 1).matches("a+");
    }

    @Test
    void aLongTextIsReadToItsEnd() throws IOException {
        var text = new StringBuilder();
        for (int line = 0; line < 900; line++) {
            text.append(Integer.toHexString(line * 7919 % 10_007)).append(" were seen\n");
        }
        String all = text.toString();

        assertThat(read(gzip(all.getBytes(StandardCharsets.UTF_8)))).isEqualTo(all);
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
