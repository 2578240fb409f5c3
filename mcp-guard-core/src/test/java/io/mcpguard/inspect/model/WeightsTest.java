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
        int[] features = {77, 0x12345678};
        var definition = Head.of(new float[] {0.5f, -0.25f}, -3, ANY);
        var result = Head.of(new float[2], -2, new Thresholds(4, 3));
        Weights written = Weights.of(
                10, features, new Head[] {definition, result, result}, new float[][] {{0.5f, -0.25f}, {0, 0}, {0, 0}});
        var out = new ByteArrayOutputStream();
        written.write(out);

        Weights read = Weights.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(read.definition.bias()).isEqualTo(-3);
        assertThat(read.result.thresholds()).isEqualTo(new Thresholds(4, 3));
        assertThat(Slots.first(read.definitions.of(77)) * read.definition.scale())
                .isBetween(0.49f, 0.51f);
        assertThat(Slots.first(read.definitions.of(0x12345678)) * read.definition.scale())
                .isBetween(-0.26f, -0.24f);
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
            assertThat(in.readAllBytes().length).isLessThan(4 << 20);
        }
    }
}
