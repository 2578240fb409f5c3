package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerIdTest {

    @Test
    void findsIdsWhereverTheyStandInTheEnvelope() {
        assertThat(id("{\"jsonrpc\":\"2.0\",\"id\":\"ab-7\",\"result\":{\"id\":\"no\"}}"))
                .isEqualTo("ab-7");
        assertThat(id("{\"result\":{\"a\":[{\"id\":\"no\"}]} , \"id\" : 12 }")).isEqualTo(12L);
        assertThat(id("{\"error\":{\"code\":1},\"id\":-3}")).isEqualTo(-3L);
    }

    @Test
    void findsTheIdOfAMessageThatIsNotCompleteYet() {
        assertThat(id("{\"id\":5,\"result\":{\"content\":[{\"text\":\"and so on"))
                .isEqualTo(5L);
    }

    @Test
    void takesIdsAsLongAsOursMayBe() {
        assertThat(id("{\"id\":\"" + "x".repeat(199) + "\",\"result\":{}}")).isEqualTo("x".repeat(199));
        assertThat(id("{\"id\":\"" + "x".repeat(200) + "\",\"result\":{}}")).isNull();
        assertThat(id("{\"id\":123456789012345678,\"result\":{}}")).isEqualTo(123456789012345678L);
        assertThat(id("{\"id\":1234567890123456789,\"result\":{}}")).isNull();
        assertThat(id("{\"id\": 1\t2 ,\"result\":{}}"))
                .as("blanks are left out")
                .isEqualTo(12L);
    }

    @Test
    void isNotMisledByWhatStandsInStrings() {
        assertThat(id("{\"note\":\"\\\"id\\\":1, {[\",\"result\":\"\\\\\",\"id\":2}"))
                .isEqualTo(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"method\":\"tools/call\"}",
                "{\"id\":1,\"method\":\"x\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{\"id\":1}}",
                "{\"id\":null,\"result\":{}}",
                "{\"id\":1.5,\"result\":{}}",
                "{\"id\":{\"a\":1},\"result\":{}}",
                "{\"id\":[1],\"result\":{}}",
                "{\"id\":\"a\\n\",\"result\":{}}",
                "{\"id\":99999999999999999999,\"result\":{}}",
                "[{\"id\":1,\"result\":{}}]",
                "}}}}}\"id\":1,\"result\"",
                "garbage"
            })
    void findsNoneWhereThereIsNone(String message) {
        assertThat(id(message)).isNull();
    }

    @Test
    void takesNoIdThatIsTooLongToBeOne() {
        assertThat(id("{\"id\":\"" + "x".repeat(1_000_000) + "\",\"result\":{}}"))
                .isNull();
    }

    private static @Nullable Object id(String message) {
        var id = new AnswerId();
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            id.read(bytes, i, i + 1);
        }
        return id.found();
    }
}
