package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextBytesTest {

    private static final int MAX = 10;

    private final TextBytes text = new TextBytes(new Limits(1, 1, 1, MAX));

    @Test
    void hasRoomForAsManyCharactersOfThreeBytesAsAreAllowed() {
        assertThat(add("\u20AC".repeat(MAX))).isTrue();
        assertThat(add("x")).isFalse();
    }

    @Test
    void hasNoRoomForEndlessBytesThatBeginNoCharacter() {
        var continuations = ByteBuffer.allocate(3 * MAX + 4);
        while (continuations.hasRemaining()) {
            continuations.put((byte) 0x80);
        }

        assertThat(text.add(continuations.flip())).isFalse();
    }

    @Test
    void givesWhatItCollectedAndIsEmptyAgain() {
        String full = "x".repeat(MAX);
        add(full);

        assertThat(text.take()).asString(StandardCharsets.UTF_8).isEqualTo(full);
        assertThat(text.take()).isEmpty();
        assertThat(add(full)).isTrue();
    }

    private boolean add(String more) {
        return text.add(ByteBuffer.wrap(more.getBytes(StandardCharsets.UTF_8)));
    }
}
