package io.mcpguard.micrometer;

import io.mcpguard.api.Conversation;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer context propagation carry a thread's {@link Conversation}: into pools through {@code ContextSnapshot}
 * and {@code ContextExecutorService}, and into Reactor, under the key at which the guard looks first, through {@code
 * Hooks.enableAutomaticContextPropagation()}. Being on the class path is enough: it is registered as a service.
 *
 * <pre>{@code
 * Hooks.enableAutomaticContextPropagation();
 * ana.call(() -> client.callTool(request)); // synchronous clients need no transportContextProvider then
 * }</pre>
 */
public final class ConversationThreadLocalAccessor implements ThreadLocalAccessor<Conversation> {

    /** For the service loader. */
    public ConversationThreadLocalAccessor() {}

    @Override
    public Object key() {
        return Conversation.KEY;
    }

    @Override
    public @Nullable Conversation getValue() {
        return Conversation.current().orElse(null);
    }

    @Override
    public void setValue(Conversation value) {
        Conversation.attach(value);
    }

    @Override
    public void setValue() {
        Conversation.attach(null);
    }
}
