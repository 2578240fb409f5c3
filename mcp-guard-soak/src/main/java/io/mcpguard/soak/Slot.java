package io.mcpguard.soak;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client that several threads share, and that is replaced when its connection is lost. It remembers when something
 * went wrong on purpose: until a while after that, calls may fail.
 */
final class Slot implements AutoCloseable {

    /** Of one call. A client whose server died notices by this alone. */
    static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** Counted from a fault: what was under way then has ended, and so has what was waiting for that. */
    static final Duration AFTERMATH = TIMEOUT.multipliedBy(4);

    /** A synchronous or an asynchronous client. */
    private record Client(
            int number,
            @Nullable McpSyncClient sync,
            @Nullable McpAsyncClient async) {

        void close() {
            if (sync != null) {
                sync.close();
            } else if (async != null) {
                async.close();
            }
        }
    }

    private final Site site;
    private final McpGuard guard;
    private final boolean async;
    private final ReentrantLock alone = new ReentrantLock();
    private volatile long disturbedAt = System.nanoTime() - AFTERMATH.toNanos();
    private volatile Client client;

    Slot(Site site, McpGuard guard, boolean async) {
        this.site = site;
        this.guard = guard;
        this.async = async;
        this.client = connect(0);
    }

    private Client connect(int number) {
        var transport = site.transport(guard);
        var info = Implementation.builder("soak", "1").build();
        return async
                ? new Client(
                        number,
                        null,
                        McpClient.async(transport)
                                .clientInfo(info)
                                .requestTimeout(TIMEOUT)
                                .initializationTimeout(TIMEOUT.multipliedBy(3))
                                .build())
                : new Client(
                        number,
                        McpClient.sync(transport)
                                .clientInfo(info)
                                .requestTimeout(TIMEOUT)
                                .initializationTimeout(TIMEOUT.multipliedBy(3))
                                .transportContextProvider(McpTransports.conversationContext())
                                .build(),
                        null);
    }

    Site site() {
        return site;
    }

    boolean isAsync() {
        return async;
    }

    /** Which client it is, for {@link #replace}. */
    int number() {
        return client.number;
    }

    /** Held by a call that must be the only one. */
    ReentrantLock alone() {
        return alone;
    }

    /** Something goes wrong now. */
    void disturb() {
        disturbedAt = System.nanoTime();
    }

    /** Whether a call that started then may fail. */
    boolean isDisturbed(long startedAt) {
        return startedAt - disturbedAt < AFTERMATH.toNanos();
    }

    /** How long nothing went wrong, in nanoseconds. */
    long calmFor() {
        return System.nanoTime() - disturbedAt;
    }

    String tool(String kind) {
        return kind + "_" + site.kind().word();
    }

    private CallToolRequest request(String tool, String token) {
        return new CallToolRequest(tool(tool), Map.of("word", token), null);
    }

    CallToolResult call(String tool, String token, Conversation conversation) throws Exception {
        McpSyncClient sync = java.util.Objects.requireNonNull(client.sync);
        return conversation.call(() -> sync.callTool(request(tool, token)));
    }

    Mono<CallToolResult> callAsync(String tool, String token, Conversation conversation) {
        return java.util.Objects.requireNonNull(client.async)
                .callTool(request(tool, token))
                .contextWrite(context -> context.put(Conversation.KEY, conversation));
    }

    /** Replaces the client with this number, unless somebody has. */
    synchronized void replace(int number) {
        Client old = client;
        if (old.number != number) {
            return;
        }
        disturb();
        client = connect(number + 1);
        try {
            old.close();
        } catch (RuntimeException e) {
            // The SDK's, of a client that never came to be initialized.
        }
        disturb();
    }

    /** Connects before the clock starts: the first connection takes longest. */
    void warmUp() throws Exception {
        Exception last = null;
        for (int tries = 3; tries > 0; tries--) {
            Conversation conversation = Conversation.of("warming up");
            try {
                if (async) {
                    callAsync("echo", "warm", conversation).block();
                } else {
                    call("echo", "warm", conversation);
                }
                disturbedAt = System.nanoTime() - AFTERMATH.toNanos();
                return;
            } catch (Exception e) {
                last = e;
                replace(number());
            }
        }
        throw new IllegalStateException("no connection to " + site.kind().word(), last);
    }

    @Override
    public synchronized void close() {
        client.close();
    }
}
