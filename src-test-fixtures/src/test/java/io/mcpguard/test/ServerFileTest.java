package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.transport.InMemoryTransport;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {

    @TempDir
    Path folder;

    private TestServer load(String yaml) throws IOException {
        return ServerFile.load(Files.writeString(folder.resolve("server.yaml"), yaml));
    }

    private static McpSyncClient connect(TestServer server) {
        return McpClient.sync(InMemoryTransport.to(server)).build();
    }

    @Test
    void describesEverythingThatAServerDeclares() throws IOException {
        var server = load("""
                name: notes
                instructions: Be kind.
                serverInfo: {name: other, version: 3}
                pageSize: 1
                tools:
                  - {name: a, description: A., $result: from a}
                  - {name: b, description: B., $result: {content: [], structuredContent: {n: 1}}}
                prompts:
                  - {name: p, $result: prompted}
                resources:
                  - {uri: "n:///1", name: one, $result: first}
                resourceTemplates:
                  - {uriTemplate: "n:///x/{id}", name: more, $result: another}
                """);
        try (McpSyncClient client = connect(server)) {
            assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("a", "b");
            assertThat(client.getServerInstructions()).isEqualTo("Be kind.");
            assertThat(client.getServerInfo().name()).isEqualTo("other");
            assertThat(call(client, "a")).contains("from a");
            assertThat(call(client, "b")).contains("{n=1}");
            assertThat(client.listPrompts().prompts()).hasSize(1);
            assertThat(read(client, "n:///1")).contains("first");
            assertThat(read(client, "n:///x/7")).contains("another");
        }
    }

    private static String call(McpSyncClient client, String tool) {
        return client.callTool(CallToolRequest.builder(tool).build()).toString();
    }

    private static String read(McpSyncClient client, String uri) {
        return client.readResource(ReadResourceRequest.builder(uri).build()).toString();
    }

    @Test
    void failsAsItSays() throws IOException {
        var server = load("""
                name: notes
                tools: [{name: a, $error: {code: -32001, message: no paper, data: {tray: 2}}}]
                """);
        try (McpSyncClient client = connect(server)) {
            assertThatThrownBy(() -> call(client, "a")).hasMessageContaining("no paper");
        }
    }

    @Test
    void asksTheClientAndAnswersWithWhatItSays() throws IOException {
        var server = load("""
                name: notes
                tools: [{name: a, $ask: [{method: ping}, {method: no/such}]}]
                """);
        try (McpSyncClient client = connect(server)) {
            assertThat(call(client, "a")).contains("{\"result\":{}}", "-32601");
        }
    }

    @Test
    void changesWhenItSays() throws IOException {
        var server = load("""
                name: notes
                tools: [{name: a, description: before}]
                changes:
                  - after: {method: tools/call, times: 2}
                    replaceTool: {name: a, description: after}
                    addTool: {name: b, $result: new}
                """);
        try (McpSyncClient client = connect(server)) {
            call(client, "a");
            assertThat(client.listTools().tools()).extracting(Tool::description).containsExactly("before");
            call(client, "a");
            assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("a", "b");
            assertThat(client.listTools().tools().get(0).description()).isEqualTo("after");
            assertThat(call(client, "b")).contains("new");
        }
    }

    @Test
    void mayBeJson() throws IOException {
        var server = load("{\"name\": \"notes\", \"tools\": [{\"name\": \"a\", \"$result\": \"json\"}]}");
        try (McpSyncClient client = connect(server)) {
            assertThat(call(client, "a")).contains("json");
        }
    }

    @Test
    void namesWhatItDoesNotKnow() {
        Path file = folder.resolve("server.yaml");

        assertThatThrownBy(() -> load("{name: notes, toolz: []}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": a server has no \"toolz\", there are [capabilities, changes, instructions, name, "
                        + "pageSize, prompts, resourceTemplates, resources, serverInfo, tools]");
        assertThatThrownBy(() -> load("{name: notes, tools: [{name: a, $results: x}]}"))
                .hasMessage(file + ": an item has no \"$results\", there are [$ask, $error, $notify, $result]");
        assertThatThrownBy(() -> load("{name: notes, tools: {name: a}}"))
                .hasMessage(file + ": expected a list, found {name=a}");
        assertThatThrownBy(() -> load("[")).hasMessageStartingWith(file + ": no YAML: ");
    }

    @Test
    void namesAChangeThatItDoesNotKnow() {
        assertThatThrownBy(() -> load("{name: notes, changes: [{after: {method: x}, renameTool: a}]}"))
                .hasMessage(folder.resolve("server.yaml") + ": a change has no \"renameTool\", there are [addTool, "
                        + "after, disconnect, notify, pageSize, removeTool, replaceTool, serverInfo]");
    }
}
