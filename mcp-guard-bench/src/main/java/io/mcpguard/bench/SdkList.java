package io.mcpguard.bench;

import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code listTools} of the SDK's synchronous client: all pages of {@link ManyTools#COUNT} tools, unchanged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SdkList {

    /** What the client's transport is. */
    public enum Way {
        /** The client alone, on one thread. */
        PLAIN,
        GUARDED
    }

    @Param
    Way way = Way.PLAIN;

    private @Nullable McpSyncClient client;

    @Setup
    public void connect() {
        McpClientTransport direct = new DirectTransport(Pages.json(), Map.of());
        client = McpClient.sync(
                        way == Way.PLAIN ? direct : McpTransports.wrap(Guards.unknowing(), Guards.SERVER, () -> direct))
                .build();
        client.initialize();
    }

    @Benchmark
    @OperationsPerInvocation(ManyTools.COUNT)
    public ListToolsResult list() {
        if (client == null) {
            throw new IllegalStateException("not connected");
        }
        ListToolsResult listed = client.listTools();
        if (listed.tools().size() != ManyTools.COUNT) {
            throw new IllegalStateException("only " + listed.tools().size() + " tools came");
        }
        return listed;
    }

    @TearDown
    public void disconnect() {
        if (client != null) {
            client.close();
        }
    }
}
