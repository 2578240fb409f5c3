package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class AuditFileFuzzTest {

    /** Whatever the bytes are: they split into the lines they have, and every line continues the chain or says why not. */
    @FuzzTest
    void splitsAndFollows(byte[] bytes) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(bytes));
        List<byte[]> split = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            split.add(line);
        }
        assertThat(joined(split, bytes, lines.rest())).isEqualTo(bytes);

        Chain chain = Chain.atStart();
        for (byte[] line : split) {
            String before = chain.lastHash();
            String reason = Verifier.follow(chain, line);
            if (reason != null) {
                // Fixed words, and the chain stands where it stood.
                assertThat(reason).hasSizeLessThan(200).doesNotContain("\n");
                assertThat(chain.lastHash()).isEqualTo(before);
            }
        }
    }

    private static byte[] joined(List<byte[]> split, byte[] bytes, long rest) {
        var out = new java.io.ByteArrayOutputStream();
        for (byte[] line : split) {
            out.writeBytes(line);
            out.write('\n');
        }
        out.write(bytes, (int) (bytes.length - rest), (int) rest);
        return out.toByteArray();
    }
}
