package io.mcpguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.json.CanonicalJson;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionRecordTest {

    private static DecisionRecord record(Map<String, Object> message, boolean withPayload) {
        Judgement judgement = new Judgement(
                Given.call(message), Verdict.ALLOWED, Verdict.ALLOWED, false, Remedy.NONE, "", "", List.of());
        return new DecisionRecord(Instant.EPOCH, judgement, message, withPayload, Duration.ZERO, Secrets.NONE);
    }

    private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 100 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return reference.get() == null;
    }

    @Test
    void letsGoOfTheMessageOnceItIsDigested() throws InterruptedException {
        Map<String, Object> message = new HashMap<>(Map.of("name", "send"));
        String digest = CanonicalJson.sha256(message);
        DecisionRecord decision = record(message, false);
        var held = new WeakReference<>(message);
        message = null;

        assertThat(decision.payloadDigest()).isEqualTo(digest);

        assertThat(isCollected(held)).isTrue();
        assertThat(decision.payloadDigest()).isEqualTo(digest);
        assertThat(decision.target()).contains("send");
        assertThat(decision.payload()).isEmpty();
    }

    @Test
    void keepsThePayloadWhereThePolicyWantsIt() {
        DecisionRecord decision = record(Map.of("name", "send"), true);
        decision.payloadDigest();

        assertThat(decision.payload()).contains(Map.of("name", "send"));
    }
}
