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
        Head definition = Head.of(learnt, -3, ANY);
        Head result = Head.of(new float[1 << 10], -2, new Thresholds(4, 3));
        var written = new Weights(definition, result, definition);
        var out = new ByteArrayOutputStream();
        written.write(out);

        Weights read = Weights.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(read.definition.values()).isEqualTo(definition.values());
        assertThat(read.definition.bias()).isEqualTo(-3);
        assertThat(read.result.thresholds()).isEqualTo(new Thresholds(4, 3));
        assertThat(read.definition.values()[3] * read.definition.scale()).isBetween(0.48f, 0.52f);
    }

    @Test
    void oneLookUpFindsBothHeadsOfResults() {
        float[] one = new float[1 << 10];
        float[] other = new float[1 << 10];
        one[3] = -0.5f;
        other[3] = 0.25f;
        var weights = new Weights(Head.of(one, 0, ANY), Head.of(one, 0, ANY), Head.of(other, 0, ANY));

        assertThat((byte) weights.pairs[3])
                .isEqualTo(weights.result.values()[3])
                .isNegative();
        assertThat(weights.pairs[3] >> 8).isEqualTo(weights.request.values()[3]).isPositive();
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
