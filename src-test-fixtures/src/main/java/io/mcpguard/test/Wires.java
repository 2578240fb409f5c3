package io.mcpguard.test;

import io.mcpguard.test.GuardedAgent.Wire;
import io.mcpguard.test.transport.HttpTestServer;
import io.mcpguard.test.transport.StdioRelay;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where servers of this process can be reached, each at one place for as long as this is open. */
final class Wires implements AutoCloseable {

    private final Map<TestServer, HttpTestServer> http = new HashMap<>();
    private final Map<TestServer, StdioRelay> relays = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** The address of a server over HTTP. */
    URI url(TestServer server, Wire wire) {
        HttpTestServer at = http.computeIfAbsent(server, each -> opened(HttpTestServer.start(each)));
        return wire == Wire.SSE ? at.sseUrl() : at.url();
    }

    /** The command of a child process that speaks for a server. */
    ServerParameters command(TestServer server) {
        return TestServers.stdio(relays.computeIfAbsent(server, each -> opened(StdioRelay.start(each))));
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a server of the test did not stop", e);
            }
        }
        open.clear();
    }
}
