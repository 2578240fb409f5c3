package io.mcpguard.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile rows among honest ones. */
class BatchScanTest {

    private static final String HONEST = "{\"id\":\"ok\",\"surface\":\"tool_result\",\"text\":\"Sunny today\"}\n";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> scan(InputStream... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        new BatchScan(Policy.balanced(), List.of(), 2)
                .run(new SequenceInputStream(Collections.enumeration(List.of(parts))), out, rows -> {});
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void assertCostsItself(String row, String told) throws IOException {
        List<String> results = scan(bytes(HONEST), bytes(row + "\n"), bytes(HONEST));

        assertThat(results).hasSize(3);
        assertThat(results.get(1)).contains(told);
        assertThat(results.get(0)).isEqualTo(results.get(2)).contains("\"decision\":\"allow\"");
    }

    /** A hundred MiB without a line end, made as they are read. */
    private static InputStream longLine() {
        return new InputStream() {
            private int left = 100 << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] to, int from, int length) {
                int n = Math.min(length, left);
                if (n <= 0) {
                    return -1;
                }
                Arrays.fill(to, from, from + n, (byte) 'a');
                left -= n;
                return n;
            }
        };
    }

    @Test
    void aLineOfAHundredMebibytesCostsThatLine() throws IOException {
        List<String> results = scan(bytes(HONEST), longLine(), bytes("\n" + HONEST));

        assertThat(results).hasSize(3);
        assertThat(results.get(1)).isEqualTo("{\"line\":2,\"error\":\"the line is longer than 16 MiB\"}");
    }

    @Test
    void deepNestingCostsItsRow() throws IOException {
        assertCostsItself("[".repeat(1_000_000), "\"line\":2,\"error\"");
        assertCostsItself(
                "{\"surface\":\"tool_description\",\"tool\":" + "{\"a\":".repeat(900) + "1" + "}".repeat(901),
                "\"decision\":\"block\"");
    }

    @Test
    void nulCharactersCostTheirRow() throws IOException {
        assertCostsItself("\0\0\0", "\"line\":2,\"error\"");
    }

    @Test
    void bytesThatAreNoUtf8CostTheirRow() throws IOException {
        List<String> results = scan(
                bytes(HONEST),
                new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}', '\n'}),
                bytes(HONEST));

        assertThat(results).hasSize(3);
        assertThat(results.get(1)).startsWith("{\"line\":2,\"error\":");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreFine() throws IOException {
        assertThat(scan(bytes("\ufeff" + HONEST.replace("\n", "\r\n")), bytes("\r\n\r\n" + HONEST)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"allow\""));
    }
}
