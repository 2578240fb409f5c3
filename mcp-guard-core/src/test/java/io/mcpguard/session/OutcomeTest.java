package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Message MESSAGE = new Message.Notification("notifications/progress", Map.of());

    private static CompletableFuture<String> routed(Outcome outcome) {
        return outcome.<String>route(message -> done("passed " + message), message -> done("answered " + message))
                .toCompletableFuture();
    }

    private static CompletionStage<String> done(String what) {
        return CompletableFuture.completedStage(what);
    }

    @Test
    void handsOnWhatPasses() {
        assertThat(routed(new Outcome.Pass(MESSAGE)).join()).isEqualTo("passed " + MESSAGE);
    }

    @Test
    void sendsBackAnAnswer() {
        assertThat(routed(new Outcome.Answer(MESSAGE)).join()).isEqualTo("answered " + MESSAGE);
    }

    @Test
    void doesNothingWithWhatIsDropped() {
        assertThat(routed(Outcome.Drop.INSTANCE).join()).isNull();
    }

    @Test
    void waitsForWhatIsKnownLater() {
        var later = new CompletableFuture<Outcome>();
        CompletableFuture<String> routed = routed(new Outcome.Later(later, () -> {}));
        assertThat(routed).isNotDone();

        later.complete(new Outcome.Pass(MESSAGE));

        assertThat(routed.join()).isEqualTo("passed " + MESSAGE);
    }
}
