package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.identity.FileDigests;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.MemoryPinStore;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What runs is looked at before it runs. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // for want of a shell
class LookTest {

    @TempDir
    Path folder;

    private final MemoryPinStore store = new MemoryPinStore();
    private final Peer peer = new Peer();
    private ServerParameters parameters;
    private Path script;

    @BeforeEach
    void script() throws IOException {
        script = Files.writeString(folder.resolve("server.sh"), "echo > \"$1\"\n");
        parameters = ServerParameters.builder("sh")
                .args(script.toString(), folder.resolve("started").toString())
                .build();
    }

    private McpGuard guard() {
        return McpGuard.builder()
                .policy(Policy.balanced().server("files", files -> files.pinFiles(true)))
                .lock(store)
                .build();
    }

    private void pinned(String digest) {
        Map<String, Object> identity = Map.of(
                "command",
                List.of("sh", script.toString(), folder.resolve("started").toString()),
                "files",
                Map.of(script.toString(), digest));
        store.replace("", Pins.empty().with("files", ServerPins.of(identity, List.of())));
    }

    private String digest() throws IOException {
        return FileDigests.create()
                .of(LaunchedPackage.of(List.of("sh", script.toString())))
                .get(script.toString());
    }

    private boolean hasStarted() throws InterruptedException {
        for (int i = 0; i < 100 && !Files.exists(folder.resolve("started")); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Files.exists(folder.resolve("started"));
    }

    private static void connect(McpClientTransport transport) {
        transport.connect(inbound -> inbound).block(Duration.ofSeconds(20));
    }

    @Test
    void theFileThatWasPinnedIsStarted() throws Exception {
        pinned(digest());
        McpClientTransport transport = McpTransports.stdio(guard(), "files", parameters);
        connect(transport);
        assertThat(hasStarted()).isTrue();
        transport.closeGracefully().block();
    }

    @Test
    void anotherFileIsNotStarted() throws Exception {
        pinned("sha256:00");
        McpClientTransport transport = McpTransports.stdio(guard(), "files", parameters);
        assertThatThrownBy(() -> connect(transport))
                .hasMessageStartingWith(
                        "mcp-guard: server \"files\" is not started: server \"files\" does not run what was"
                                + " pinned: file \"")
                .hasMessageContaining("had sha256:00 and has " + digest());
        transport.closeGracefully().block();
        assertThat(Files.exists(folder.resolve("started"))).isFalse();
    }

    @Test
    void eachStartIsLookedAtAnew() throws Exception {
        pinned(digest());
        McpClientTransport transport = McpTransports.stdio(guard(), "files", parameters);
        connect(transport);
        assertThat(hasStarted()).isTrue();
        Files.delete(folder.resolve("started"));
        Files.writeString(script, "echo evil > \"$1\"\n");
        assertThatThrownBy(() -> connect(transport)).hasMessageContaining("is not started");
        transport.closeGracefully().block();
        assertThat(Files.exists(folder.resolve("started"))).isFalse();
    }

    @Test
    void aTransportOfTheApplicationsIsNotConnectedToAnotherFile() {
        pinned("sha256:00");
        McpClientTransport transport = McpTransports.stdio(guard(), "files", parameters, checked -> peer);
        assertThatThrownBy(() -> connect(transport)).hasMessageContaining("is not started");
        assertThat(peer.seen).isEmpty();
    }

    @Test
    void aTransportOfTheApplicationsIsConnectedToTheFileThatWasPinned() throws Exception {
        pinned(digest());
        connect(McpTransports.stdio(guard(), "files", parameters, checked -> peer));
        assertThat(peer.seen).containsExactly("connect");
    }
}
