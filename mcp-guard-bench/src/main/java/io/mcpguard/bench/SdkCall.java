package io.mcpguard.bench;

import io.mcpguard.McpGuard;
import io.mcpguard.test.transport.InMemoryServerTransport;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code callTool} of the SDK's synchronous client: 1 KB of params, 1 KB of result. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SdkCall {

    /** One thread that does nothing but call can outrun the thread that writes the audit file. */
    private static final int CALLS_A_FLUSH = 1_000;

    /** What the client's transport is. */
    public enum Way {
        /** The client alone, on one thread. */
        PLAIN,
        GUARDED,
        /** Guarded, and each decision goes to a file, which is flushed at times. */
        AUDITED,
        /** A server of the SDK in the same process, with a change of threads on the way back. */
        PLAIN_TO_SERVER,
        GUARDED_TO_SERVER
    }

    @Param
    Way way = Way.PLAIN;

    private final Map<String, @Nullable Object> listing = Samples.listing();
    private final Map<String, @Nullable Object> result = Samples.result(Samples.KILOBYTE, Prose.ASCII);
    private final CallToolRequest request =
            Wire.mapper().convertValue(Samples.params(Samples.KILOBYTE, Prose.ASCII), CallToolRequest.class);

    private @Nullable AuditFolder folder;
    private @Nullable McpSyncClient client;
    private int calls;

    @Setup
    public void connect() throws IOException {
        McpClientTransport transport = switch (way) {
            case PLAIN -> direct();
            case GUARDED -> guarded(Guards.knowing(Guards.NO_AUDIT), direct());
            case AUDITED -> {
                folder = AuditFolder.open();
                yield guarded(Guards.knowing(folder.audit()), direct());
            }
            case PLAIN_TO_SERVER -> toServer();
            case GUARDED_TO_SERVER -> guarded(Guards.unknowing(), toServer());
        };
        client = McpClient.sync(transport).build();
        client.initialize();
    }

    @Benchmark
    public CallToolResult call() {
        if (client == null) {
            throw new IllegalStateException("not connected");
        }
        CallToolResult answer = client.callTool(request);
        if (Boolean.TRUE.equals(answer.isError())) {
            throw new IllegalStateException("a clean call failed: " + answer.content());
        }
        if (folder != null && ++calls % CALLS_A_FLUSH == 0) {
            folder.flush();
        }
        return answer;
    }

    @TearDown
    public void disconnect() throws IOException {
        if (client != null) {
            client.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private static McpClientTransport guarded(McpGuard guard, McpClientTransport transport) {
        return McpTransports.wrap(guard, Guards.SERVER, () -> transport);
    }

    private McpClientTransport direct() {
        return new DirectTransport(listing, result);
    }

    private McpClientTransport toServer() {
        var transport = new InMemoryServerTransport();
        var answer = Wire.mapper().convertValue(result, CallToolResult.class);
        var tool = Tool.builder(Samples.TOOL, Map.of("type", "object")).build();
        McpServer.sync(transport)
                .serverInfo("stock", "1")
                .tools(new SyncToolSpecification(tool, (exchange, call) -> answer))
                .build();
        return InMemoryTransport.to(transport);
    }
}
