package io.mcpguard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Conversation ANA =
            Conversation.of("chat-1").principal("ana").prompt("hello");

    @Test
    void isCurrentWhileItsWorkRunsAndNotAfter() throws Exception {
        assertThat(Conversation.current()).isEmpty();

        assertThat(ANA.call(Conversation::current)).containsSame(ANA);

        assertThat(Conversation.current()).isEmpty();
    }

    @Test
    void givesBackTheConversationBeforeItEvenWhenWorkFails() {
        var seen = new ArrayList<Conversation>();
        ANA.run(() -> {
            assertThatThrownBy(() -> Conversation.of("chat-2").run(() -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            seen.add(Conversation.current().orElseThrow());
        });
        assertThat(seen).containsExactly(ANA);
    }

    @Test
    void travelsWithTasksThatAreHandedToAPool() {
        List<Runnable> pool = new ArrayList<>();
        Executor propagating = Conversation.propagating(pool::add);
        var seen = new ArrayList<Conversation>();

        ANA.run(() -> propagating.execute(() -> Conversation.current().ifPresent(seen::add)));
        propagating.execute(() -> Conversation.current().ifPresent(seen::add));
        pool.forEach(Runnable::run);

        assertThat(seen).containsExactly(ANA);
    }

    @Test
    void saysWhenNobodySaidSo() {
        assertThat(ANA.isAttributed()).isTrue();
        assertThat(Conversation.unattributed("t-1").isAttributed()).isFalse();
        assertThat(Conversation.unattributed("t-1")).hasToString("t-1 (unattributed)");
    }
}
