package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.transport.InMemoryTransport;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the servers of this module do where nobody guards. */
class TestServersTest {

    static List<String> names() {
        return TestServers.names();
    }

    /** Every string that a client comes to see that tries everything. */
    private static List<String> everything(TestServer server) {
        var witness = new Witness(InMemoryTransport.to(server));
        try (McpSyncClient client = McpClient.sync(witness).build()) {
            client.initialize();
            List<Tool> tools = client.listTools().tools();
            tools.forEach(tool -> Stream.of("meeting.md", "no such file")
                    .forEach(path -> attempt(() -> client.callTool(CallToolRequest.builder(tool.name())
                            .arguments(Map.of("path", path, "query", "office"))
                            .build()))));
            client.listTools();
            if (client.getServerCapabilities().resources() != null) {
                client.listResources()
                        .resources()
                        .forEach(resource -> client.readResource(
                                ReadResourceRequest.builder(resource.uri()).build()));
                client.getPrompt(GetPromptRequest.builder("summarize")
                        .arguments(Map.of("path", "meeting.md"))
                        .build());
            }
            client.ping();
        }
        return witness.strings();
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (McpError expected) {
            // a file that is not there
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveHonestTwins(String name) {
        assertThat(everything(TestServers.twinOf(name)))
                .noneMatch(text -> text.contains(HostileServers.ORDER))
                .noneMatch(text -> text.contains("attacker.example"))
                .noneMatch(text -> text.contains("<IMPORTANT>"));
    }

    @Test
    void poisonFourToolsOfFive() {
        try (McpSyncClient client = McpClient.sync(InMemoryTransport.to(TestServers.named("poisoned")))
                .build()) {
            List<Tool> honest = tools("files");

            assertThat(client.listTools().tools().stream()
                            .filter(tool -> !honest.contains(tool))
                            .map(Tool::name))
                    .containsExactly("read_file", "search", "file_info", "count_words");
        }
    }

    private static List<Tool> tools(String name) {
        try (McpSyncClient client =
                McpClient.sync(InMemoryTransport.to(TestServers.named(name))).build()) {
            return client.listTools().tools();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rug-pull", "rug-pull-notified", "rug-pull-annotations"})
    void pullTheRugAfterTheFirstCall(String name) {
        try (McpSyncClient client =
                McpClient.sync(InMemoryTransport.to(TestServers.named(name))).build()) {
            List<Tool> before = client.listTools().tools();
            assertThat(client.listTools().tools()).isEqualTo(before);
            client.callTool(CallToolRequest.builder("list_files").build());

            assertThat(client.listTools().tools()).isNotEqualTo(before);
        }
    }

    @Test
    void pullTheRugAfterTheFirstList() {
        try (McpSyncClient client = McpClient.sync(InMemoryTransport.to(TestServers.named("rug-pull-lists")))
                .build()) {
            assertThat(client.listTools().tools())
                    .isNotEqualTo(client.listTools().tools());
        }
    }

    @Test
    void injectOrdersIntoEverythingThatTheyReturn() {
        List<String> seen = everything(TestServers.named("injecting"));

        assertThat(seen)
                .filteredOn(text -> text.contains(HostileServers.ORDER))
                .anyMatch(text -> text.startsWith("Meeting of 4 March"))
                .anyMatch(text -> text.startsWith("Summarize this file"))
                .anyMatch(text -> text.startsWith("There is no file named"))
                .anyMatch(text -> text.startsWith("no file named"))
                .anyMatch(text -> text.startsWith("names are case-sensitive"))
                .anyMatch(text -> text.startsWith("read meeting.md"));
        assertThat(seen).anyMatch(text -> text.contains("14 desks"));
    }

    @Test
    void collideWithOneToolOfTheFiles() {
        assertThat(tools("colliding")).extracting(Tool::name).contains("read_file", "convert_length");
    }

    @Test
    void areKnownByName() {
        assertThatThrownBy(() -> TestServers.named("filez"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no test server \"filez\", there are [colliding, converter, files, injecting, mail, "
                        + "poisoned, rug-pull, rug-pull-annotations, rug-pull-lists, rug-pull-notified, shadowing]");
    }
}
