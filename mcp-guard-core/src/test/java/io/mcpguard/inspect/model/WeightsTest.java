package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final Thresholds ANY = new Thresholds(2, 1);

    @Test
    void whatIsWrittenIsRead() throws IOException {
        float[] learnt = new float[1 << 10];
        learnt[3] = 0.5f;
        learnt[4] = -0.25f;
        Weights written = Weights.of(learnt, -3, ANY, new Thresholds(4, 3));
        var out = new ByteArrayOutputStream();
        written.write(out);

        Weights read = Weights.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(read.values).isEqualTo(written.values);
        assertThat(read.bias).isEqualTo(-3);
        assertThat(read.result).isEqualTo(new Thresholds(4, 3));
        assertThat(read.values[3] * read.scale).isBetween(0.48f, 0.52f);
    }

    @Test
    void refusesWeightsOfAnotherVersion() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(new GZIPOutputStream(out))) {
            data.writeInt(Weights.MARK + 1);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> Weights.read(new ByteArrayInputStream(out.toByteArray())))
                .withMessageContaining("another version");
    }

    @Test
    void theWeightsAreSmall() throws IOException {
        try (var in = OrderModel.class.getResourceAsStream("weights.bin")) {
            assertThat(in).isNotNull();
            assertThat(in.readAllBytes().length).isLessThan(1 << 20);
        }
    }
}
