package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Conversation;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class ConversationsTest {

    private static final Conversation ANA = Conversation.of("chat-ana");
    private static final Conversation EVE = Conversation.of("chat-eve");
    private static final Conversation BOB = Conversation.of("chat-bob");

    private final Context carried =
            Context.of(McpTransportContext.KEY, McpTransportContext.create(Map.of(Conversation.KEY, EVE)));

    @Test
    void theReactorContextComesFirst() throws Exception {
        assertThat(BOB.call(() -> Conversations.of(carried.put(Conversation.KEY, ANA))))
                .isSameAs(ANA);
    }

    @Test
    void theTransportContextComesSecond() throws Exception {
        assertThat(BOB.call(() -> Conversations.of(carried))).isSameAs(EVE);
    }

    @Test
    void theThreadComesLast() throws Exception {
        assertThat(BOB.call(() -> Conversations.of(Context.empty()))).isSameAs(BOB);
        assertThat(Conversations.of(Context.empty())).isNull();
    }

    @Test
    void whatIsNoConversationIsNone() {
        assertThat(Conversations.of(Context.of(Conversation.KEY, "chat-ana"))).isNull();
        assertThat(Conversations.of(Context.of(McpTransportContext.KEY, "chat-ana")))
                .isNull();
    }
}
