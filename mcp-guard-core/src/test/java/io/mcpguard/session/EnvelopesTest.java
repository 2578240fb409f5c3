package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopesTest {

    @Test
    void readsTheFourKindsOfMessages() {
        assertThat(Message.parse(envelope("id", 1, "method", "ping")))
                .isEqualTo(new Message.Request(1L, "ping", Map.of()));
        assertThat(Message.parse(envelope("method", "notifications/initialized")))
                .isEqualTo(new Message.Notification("notifications/initialized", Map.of()));
        assertThat(Message.parse(envelope("id", "a", "result", Map.of("x", 1))))
                .isEqualTo(new Message.Result("a", Map.of("x", 1)));
        assertThat(Message.parse(envelope("id", null, "error", Map.of("code", 1))))
                .isEqualTo(new Message.Failure(null, Map.of("code", 1)));
    }

    static Stream<Map<String, Object>> oddOnes() {
        return Stream.of(
                Map.of("jsonrpc", "1.0", "id", 1, "method", "ping"),
                envelope("id", 1, "method", "ping", "result", Map.of()),
                envelope("id", null, "method", "ping"),
                envelope("id", 1.5, "method", "ping"),
                envelope("id", List.of(), "method", "ping"),
                envelope("id", 1, "result", null),
                envelope("id", 1, "result", Map.of(), "error", Map.of()),
                envelope("id", 1),
                envelope("id", null, "result", Map.of()),
                envelope("id", 1, "method", "ping", "params", List.of(1)),
                envelope("id", "x".repeat(2000), "method", "ping"));
    }

    @ParameterizedTest
    @MethodSource("oddOnes")
    void refusesWhatCouldBeReadInTwoWays(Map<String, Object> odd) {
        assertThatThrownBy(() -> Message.parse(odd)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Object> envelope(Object... members) {
        var envelope = new HashMap<String, Object>(Map.of("jsonrpc", "2.0"));
        List<Object> list = Arrays.asList(members);
        for (int i = 0; i < members.length; i += 2) {
            envelope.put((String) list.get(i), list.get(i + 1));
        }
        return envelope;
    }
}
