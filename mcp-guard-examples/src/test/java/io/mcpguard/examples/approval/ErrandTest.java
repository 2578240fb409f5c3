package io.mcpguard.examples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.ask.Approval;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent does that is refused with a ticket. */
class ErrandTest {

    private final Mailbox mailbox;
    private final Errand errand = new Errand("hello to Ben", "send_email", Map.of("to", "ben@example.com"));

    ErrandTest() throws IOException {
        mailbox = new Mailbox();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void waitsWhileSomebodyIsAskedAndPassesOnceItIsApproved() throws Exception {
        goOn();
        goOn();
        assertThat(errand.state()).isEqualTo(Errand.State.WAITING);
        assertThat(errand.told())
                .contains("somebody is asked under ticket "
                        + mailbox.onlyQuestion().ticket().orElseThrow());
        assertThat(mailbox.sentTo()).isEmpty();

        mailbox.inbox.answer(mailbox.onlyQuestion().id(), Approval.once("ana"));
        goOn();

        assertThat(errand.told()).isEqualTo("hello to Ben: done");
        assertThat(mailbox.sentTo()).containsExactly("ben@example.com");
    }

    @Test
    void givesUpWhenItIsDenied() throws Exception {
        goOn();
        mailbox.inbox.answer(mailbox.onlyQuestion().id(), Approval.denied("ana", "not today"));

        goOn();

        assertThat(errand.state()).isEqualTo(Errand.State.DENIED);
        assertThat(errand.told()).contains("somebody said no").doesNotContain("not today");
        assertThat(mailbox.sentTo()).isEmpty();
    }

    @Test
    void givesUpWhenNobodyAnswersInTime() throws Exception {
        goOn();
        mailbox.pass(Duration.ofMinutes(10));

        goOn();

        assertThat(errand.state()).isEqualTo(Errand.State.EXPIRED);
        assertThat(errand.told()).contains("nobody answered");
        assertThat(mailbox.sentTo()).isEmpty();
    }

    private void goOn() throws Exception {
        errand.goOn(mailbox.guard, mailbox.client, mailbox.conversation);
    }
}
