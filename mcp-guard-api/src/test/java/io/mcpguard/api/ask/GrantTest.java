package io.mcpguard.api.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrantTest {

    @Test
    void staysInItsConversationUnlessToldOtherwise() {
        Grant grant = Grant.lasting(Duration.ofHours(1)).sameArguments("to");

        assertThat(grant.conversationOnly()).isTrue();
        assertThat(grant.acrossConversations().conversationOnly()).isFalse();
        assertThat(grant.acrossConversations().fixedArguments()).containsExactly("to");
    }

    @Test
    void refusesToLastNoTimeAtAll() {
        assertThatThrownBy(() -> Grant.lasting(Duration.ZERO)).hasMessage("a grant lasts longer than PT0S");
    }

    @Test
    void anApprovalSaysWhoGaveIt() {
        assertThat(Approval.once("ana")).hasToString("granted by ana");
        assertThat(Approval.denied("ana", "no")).hasToString("denied by ana");
        assertThat(Approval.once("ana").grant()).isEmpty();
    }
}
