package io.mcpguard.it.transport;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What an application does with a client, whichever client it is. */
public interface Agent extends AutoCloseable {

    Duration PATIENCE = Duration.ofSeconds(30);

    List<String> tools();

    String call(String tool, Map<String, Object> arguments);

    /** Wants to be told when a resource changes; the SDK's clients then read it. */
    void subscribe(String uri);

    @Override
    void close();

    static String text(CallToolResult result) {
        var text = new StringBuilder();
        result.content().forEach(block -> text.append(block instanceof TextContent t ? t.text() : block.toString()));
        return text.toString();
    }

    /** Which of the SDK's clients. */
    enum Kind {
        SYNC {
            @Override
            public Agent on(
                    McpClientTransport transport,
                    Duration patience,
                    Consumer<Object> hears,
                    @Nullable Answers answers) {
                var spec = McpClient.sync(transport)
                        .requestTimeout(patience)
                        .initializationTimeout(patience)
                        .loggingConsumer(hears::accept)
                        .progressConsumer(hears::accept)
                        .toolsChangeConsumer(hears::accept)
                        .resourcesUpdateConsumer(hears::accept)
                        .enableCallToolSchemaCaching(true);
                if (answers != null) {
                    spec.capabilities(ALL)
                            .roots(answers.roots())
                            .sampling(heard(hears, answers::sample))
                            .elicitation(heard(hears, answers::fillIn))
                            .urlElicitation(heard(hears, answers::visit));
                }
                McpSyncClient client = spec.build();
                opened(client::initialize, client::close);
                return new Agent() {
                    @Override
                    public List<String> tools() {
                        return client.listTools().tools().stream()
                                .map(tool -> tool.name())
                                .toList();
                    }

                    @Override
                    public String call(String tool, Map<String, Object> arguments) {
                        return text(client.callTool(new CallToolRequest(tool, arguments, null)));
                    }

                    @Override
                    public void subscribe(String uri) {
                        client.subscribeResource(SubscribeRequest.builder(uri).build());
                    }

                    @Override
                    public void close() {
                        client.closeGracefully();
                    }
                };
            }
        },
        ASYNC {
            @Override
            public Agent on(
                    McpClientTransport transport,
                    Duration patience,
                    Consumer<Object> hears,
                    @Nullable Answers answers) {
                var spec = McpClient.async(transport)
                        .requestTimeout(patience)
                        .initializationTimeout(patience)
                        .loggingConsumer(heard -> Mono.fromRunnable(() -> hears.accept(heard)))
                        .progressConsumer(heard -> Mono.fromRunnable(() -> hears.accept(heard)))
                        .toolsChangeConsumer(heard -> Mono.fromRunnable(() -> hears.accept(heard)))
                        .resourcesUpdateConsumer(heard -> Mono.fromRunnable(() -> hears.accept(heard)))
                        .enableCallToolSchemaCaching(true);
                if (answers != null) {
                    spec.capabilities(ALL)
                            .roots(answers.roots())
                            .sampling(later(heard(hears, answers::sample)))
                            .elicitation(later(heard(hears, answers::fillIn)))
                            .urlElicitation(later(heard(hears, answers::visit)));
                }
                McpAsyncClient client = spec.build();
                opened(() -> client.initialize().block(patience.plus(patience)), client::close);
                return new Agent() {
                    @Override
                    public List<String> tools() {
                        return client.listTools()
                                .map(list -> list.tools().stream()
                                        .map(tool -> tool.name())
                                        .toList())
                                .block(PATIENCE);
                    }

                    @Override
                    public String call(String tool, Map<String, Object> arguments) {
                        return client.callTool(new CallToolRequest(tool, arguments, null))
                                .map(Agent::text)
                                .block(PATIENCE);
                    }

                    @Override
                    public void subscribe(String uri) {
                        client.subscribeResource(SubscribeRequest.builder(uri).build())
                                .block(PATIENCE);
                    }

                    @Override
                    public void close() {
                        client.closeGracefully().block(PATIENCE);
                    }
                };
            }
        };

        private static final ClientCapabilities ALL = ClientCapabilities.builder()
                .roots(true)
                .sampling()
                .elicitation(true, true)
                .build();

        /**
         * Connects and initializes.
         *
         * @param patience how long the client waits for an answer
         * @param hears is told what reaches the application unasked: log messages, progress, changed lists and resources,
         *     and what the server asks
         * @param answers what it answers, or null for a client that cannot be asked
         */
        public abstract Agent on(
                McpClientTransport transport, Duration patience, Consumer<Object> hears, @Nullable Answers answers);

        public Agent on(McpClientTransport transport) {
            return on(transport, PATIENCE, heard -> {}, null);
        }

        private static <Q, A> Function<Q, A> heard(Consumer<Object> hears, Function<Q, A> answer) {
            return question -> {
                hears.accept(question);
                return answer.apply(question);
            };
        }

        private static <Q, A> Function<Q, Mono<A>> later(Function<Q, A> answer) {
            return question -> Mono.fromCallable(() -> answer.apply(question));
        }

        private static void opened(Runnable initialize, Runnable close) {
            try {
                initialize.run();
            } catch (RuntimeException e) {
                close.run(); // else a child process stays
                throw e;
            }
        }
    }
}
