package io.mcpguard.compat;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an application does with a client, whichever client it is. */
interface Agent extends AutoCloseable {

    Duration PATIENCE = Duration.ofSeconds(30);

    List<String> tools();

    String call(String tool, Map<String, Object> arguments);

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
            Agent on(McpClientTransport transport) {
                McpSyncClient client =
                        McpClient.sync(transport).requestTimeout(PATIENCE).build();
                client.initialize();
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
                    public void close() {
                        client.closeGracefully();
                    }
                };
            }
        },
        ASYNC {
            @Override
            Agent on(McpClientTransport transport) {
                McpAsyncClient client =
                        McpClient.async(transport).requestTimeout(PATIENCE).build();
                client.initialize().block(PATIENCE);
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
                    public void close() {
                        client.closeGracefully().block(PATIENCE);
                    }
                };
            }
        };

        abstract Agent on(McpClientTransport transport);
    }
}
