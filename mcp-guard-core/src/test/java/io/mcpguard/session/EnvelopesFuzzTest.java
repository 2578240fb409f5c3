package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.Map;

class EnvelopesFuzzTest {

    private static final Limits LIMITS = new Limits(32, 1_000, 10_000, 100_000);

    /** Whatever the envelope is: one kind of message that says what the envelope says, or a refusal in fixed words. */
    @FuzzTest
    void readsOneKindOrRefuses(byte[] bytes) {
        Map<String, Object> envelope;
        try {
            envelope = JsonText.parseObject(bytes, LIMITS);
        } catch (JsonException expected) {
            return;
        }
        Message message;
        try {
            message = Message.parse(envelope);
        } catch (IllegalArgumentException expected) {
            // Fixed words: at most the limit on an id's length in them is no letter.
            assertThat(expected.getMessage()).hasSizeLessThan(100).matches("[A-Za-z0-9 ,.'\\-]+");
            return;
        }
        assertThat(envelope).containsEntry("jsonrpc", "2.0");
        if (message instanceof Message.Request request) {
            assertThat(request.method()).isEqualTo(envelope.get("method"));
            assertThat(request.id()).isEqualTo(envelope.get("id"));
            assertThat(envelope).doesNotContainKeys("result", "error");
        } else if (message instanceof Message.Notification notification) {
            assertThat(notification.method()).isEqualTo(envelope.get("method"));
            assertThat(envelope).doesNotContainKeys("id", "result", "error");
        } else if (message instanceof Message.Result result) {
            assertThat(result.id()).isEqualTo(envelope.get("id"));
            assertThat(envelope).doesNotContainKeys("method", "error");
        } else if (message instanceof Message.Failure failure) {
            assertThat(failure.id()).isEqualTo(envelope.get("id"));
            assertThat(envelope).doesNotContainKeys("method", "result");
        }
    }
}
