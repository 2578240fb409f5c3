package io.mcpguard.it.realservers;

import io.mcpguard.McpGuard;
import io.mcpguard.it.realservers.Driver.Missed;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitUrlRequest;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.Root;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a server's script through the SDK's synchronous client. */
final class Run {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How often a plain run is tried; see {@link #plain}. */
    private static final int PLAIN_TRIES = 5;

    private Run() {}

    /**
     * A run without a guard. Over HTTP the SDK's client says {@code notifications/initialized} while it is still opening its
     * stream, and what the server sends at once is then lost now and then: such a run shows nothing and is done again. A
     * guarded run is never done again.
     */
    static Transcript plain(RealServer server) {
        for (int left = PLAIN_TRIES - 1; ; left--) {
            try {
                return of(server, null);
            } catch (Missed missed) {
                if (left == 0) {
                    throw missed;
                }
            }
        }
    }

    /** A run behind a guard. */
    static Transcript guarded(RealServer server, McpGuard guard) {
        return of(server, guard);
    }

    /**
     * Starts the server, goes through the script, and ends the server.
     *
     * @param guard what stands between; null for an unguarded client
     */
    private static Transcript of(RealServer server, @Nullable McpGuard guard) {
        server.prepare().run();
        var transcript = new Transcript();
        Launch.Connection connection = server.launch().start(server.name(), guard);
        try {
            var recorder = new Recorder(connection.transport(), transcript);
            transcript.begin("connect");
            try (McpSyncClient client = client(recorder, server.roots())) {
                server.script().accept(new Driver(client, recorder, transcript));
                transcript.end();
                client.closeGracefully();
            }
        } finally {
            connection.end().run();
        }
        return transcript;
    }

    private static McpSyncClient client(Recorder transport, List<String> roots) {
        return McpClient.sync(transport)
                .requestTimeout(TIMEOUT)
                .initializationTimeout(TIMEOUT)
                .clientInfo(Implementation.builder("real-servers", "1").build())
                .capabilities(ClientCapabilities.builder()
                        .roots(true)
                        .sampling()
                        .elicitation(true, true)
                        .build())
                .roots(roots.stream()
                        .map(uri -> Root.builder(uri).name("project").build())
                        .toList())
                .sampling(Run::sample)
                .elicitation(Run::fillIn)
                .urlElicitation(Run::open)
                .build();
    }

    private static CreateMessageResult sample(CreateMessageRequest request) {
        String text = request.messages().size() + " message, at most " + request.maxTokens() + " tokens: Paris.";
        return CreateMessageResult.builder(Role.ASSISTANT, text, "test-model")
                .stopReason(CreateMessageResult.StopReason.END_TURN)
                .build();
    }

    /** Gives what the forms of the servers ask for. */
    private static ElicitResult fillIn(ElicitFormRequest request) {
        Map<String, Object> content = request.requestedSchema().toString().contains("interpretation")
                ? Map.of("interpretation", "snake")
                : Map.of("name", "Ana", "check", true, "email", "ana@example.com", "integer", 7, "number", 2.5);
        return ElicitResult.builder(ElicitResult.Action.ACCEPT).content(content).build();
    }

    private static ElicitResult open(ElicitUrlRequest request) {
        boolean accepts = request.url().endsWith("/pay");
        return ElicitResult.builder(accepts ? ElicitResult.Action.ACCEPT : ElicitResult.Action.DECLINE)
                .build();
    }
}
