package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.transport.InMemoryTransport;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plain client of the SDK sees of a scripted server. */
class TestServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<McpSyncClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(McpSyncClient::close);
    }

    private McpSyncClient connect(TestServer server) {
        return connect(McpClient.sync(InMemoryTransport.to(server)));
    }

    private McpSyncClient connect(McpClient.SyncSpec spec) {
        McpSyncClient client = spec.requestTimeout(PATIENCE).build();
        clients.add(client);
        client.initialize();
        return client;
    }

    private static CallToolRequest call(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }

    @Test
    void answersACallWithTheTextOfTheTool() {
        var mail = TestServer.named("mail").tool("send_email", "Sends an e-mail", args -> "sent to " + args.get("to"));

        var result = connect(mail).callTool(call("send_email", Map.of("to", "ben@example.com")));

        assertThat(result.content())
                .singleElement()
                .isInstanceOfSatisfying(
                        TextContent.class, text -> assertThat(text.text()).isEqualTo("sent to ben@example.com"));
    }

    @Test
    void recordsTheArgumentsOfCalls() {
        var mail = TestServer.named("mail").tool("send_email", "Sends an e-mail", args -> "sent");

        connect(mail).callTool(call("send_email", Map.of("to", "ben@example.com")));

        assertThat(mail.calls("send_email")).containsExactly(Map.of("to", "ben@example.com"));
        assertThat(mail.calls("other")).isEmpty();
    }

    @Test
    void recordsEveryMessageInOrder() {
        var server = TestServer.named("empty");

        connect(server).ping();

        assertThat(server.requests())
                .extracting(message -> message.get("method"))
                .containsExactly("initialize", "notifications/initialized", "ping");
    }

    @Test
    void sendsRawDefinitionsAndResultsAsTheyAre() {
        var definition = Trees.with(Trees.tool("x", "d"), "x-unknown", List.of(1, 2));
        var server = TestServer.named("raw")
                .tool(definition, args -> Trees.with(Trees.structured("t", Map.of("n", 1)), "x-more", true));
        var witness = new Witness(InMemoryTransport.to(server));
        McpSyncClient client = connect(McpClient.sync(witness));

        client.listTools();
        var result = client.callTool(call("x", Map.of()));

        assertThat(witness.strings()).contains("x-unknown", "x-more");
        assertThat(result.structuredContent()).isEqualTo(Map.of("n", 1));
    }

    @Test
    void saysWhoItIs() {
        var server = TestServer.named("who")
                .instructions("be kind")
                .serverInfo(Map.of("name", "someone else", "version", "7"))
                .capabilities(Map.of("tools", Map.of()));

        McpSyncClient client = connect(server);

        assertThat(client.getServerInstructions()).isEqualTo("be kind");
        assertThat(client.getServerInfo().name()).isEqualTo("someone else");
        assertThat(client.getServerCapabilities().logging()).isNull();
    }

    @Test
    void speaksTheClientsVersionOfTheProtocol() {
        McpSyncClient client = connect(TestServer.named("any"));

        assertThat(client.getCurrentInitializationResult().protocolVersion()).isEqualTo("2025-11-25");
    }

    @Test
    void answersAnUnknownVersionWithItsNewest() {
        var script = new ServerScript("any");

        assertThat(script.answer("initialize", Map.of("protocolVersion", "1999-01-01"))
                        .get("protocolVersion"))
                .isEqualTo("2025-11-25");
    }

    @Test
    void servesPromptsResourcesAndTemplates() {
        var server = TestServer.named("docs")
                .prompt("greet", "Greets", args -> "Hello " + args.get("who"))
                .resource("doc:///a", "a", "text of a")
                .resourceTemplate("doc:///t/{name}", "t", uri -> "text of " + uri);
        McpSyncClient client = connect(server);

        assertThat(client.listPrompts().prompts()).hasSize(1);
        assertThat(client.listResources().resources()).hasSize(1);
        assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(1);
        assertThat(client.getPrompt(GetPromptRequest.builder("greet")
                                .arguments(Map.of("who", "Ana"))
                                .build())
                        .messages()
                        .toString())
                .contains("Hello Ana");
        assertThat(read(client, "doc:///a")).contains("text of a");
        assertThat(read(client, "doc:///t/b")).contains("text of doc:///t/b");
    }

    private static String read(McpSyncClient client, String uri) {
        return client.readResource(ReadResourceRequest.builder(uri).build())
                .contents()
                .toString();
    }

    @Test
    void turnsServerErrorsIntoJsonRpcErrors() {
        var server = TestServer.named("broken").tool("x", "d", args -> {
            throw new ServerError(-32050, "out of paper", Map.of("tray", 2));
        });
        McpSyncClient client = connect(server);

        assertThatThrownBy(() -> client.callTool(call("x", Map.of())))
                .isInstanceOfSatisfying(McpError.class, error -> {
                    assertThat(error.getJsonRpcError().code()).isEqualTo(-32050);
                    assertThat(error.getJsonRpcError().data()).isEqualTo(Map.of("tray", 2));
                })
                .hasMessageContaining("out of paper");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        McpSyncClient client = connect(TestServer.named("few").tool("x", "d", args -> ""));

        assertThatThrownBy(() -> client.callTool(call("y", Map.of()))).hasMessageContaining("no tool y");
    }

    @Test
    void pagesItsLists() {
        var server = TestServer.named("many").pageSize(2);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            server.tool(name, "d", args -> "");
        }
        McpSyncClient client = connect(server);

        assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("a", "b", "c", "d", "e");
        assertThat(client.listTools("2").nextCursor()).isEqualTo("4");
    }

    @Test
    void changesAtRunTime() {
        var server = TestServer.named("s").tool("a", "before", args -> "done").tool("b", "d", args -> "");
        McpSyncClient client = connect(server);

        server.replaceTool("a", tool -> Trees.with(tool, "description", "after"))
                .removeTool("b");

        assertThat(client.listTools().tools()).extracting(Tool::description).containsExactly("after");
        assertThat(client.callTool(call("a", Map.of())).content().toString()).contains("done");
    }

    @Test
    void cannotReplaceAToolThatItDoesNotHave() {
        var server = TestServer.named("s").tool("a", "d", args -> "");

        assertThatThrownBy(() -> server.replaceTool(Trees.tool("b", "d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no name \"b\" in tools [a]");
    }

    @Test
    void actsOnceAfterSoManyAnswers() {
        var server = TestServer.named("s")
                .tool("a", "before", args -> "")
                .after("tools/list", 2, s -> s.replaceTool(Trees.tool("a", "after")));
        McpSyncClient client = connect(server);

        assertThat(List.of(1, 2, 3))
                .map(i -> client.listTools().tools().get(0).description())
                .containsExactly("before", "before", "after");
    }

    @Test
    void notifiesClients() throws Exception {
        var server = TestServer.named("s").tool("a", "d", args -> "");
        BlockingQueue<Object> heard = new ArrayBlockingQueue<>(10);
        connect(McpClient.sync(InMemoryTransport.to(server))
                .loggingConsumer(log -> heard.add(log.data()))
                .progressConsumer(progress -> heard.add(progress.message()))
                .toolsChangeConsumer(tools -> heard.add(tools.size())));

        server.notify("notifications/message", Trees.log("info", "hello"));
        server.notify("notifications/progress", Trees.progress("t", 0.5, "half"));
        server.notifyListChanged();

        assertThat(List.of(heard.poll(10, TimeUnit.SECONDS), heard.poll(10, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder("hello", "half");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void asksTheClientWhileAToolRuns() throws Exception {
        var server = TestServer.named("s");
        server.tool("ask", "d", args -> {
            var sampled =
                    server.ask("sampling/createMessage", Trees.sampling("2+2?")).join();
            var elicited = server.ask("elicitation/create", Trees.elicitation("Name?", "name"))
                    .join();
            return Trees.objectAt(sampled, "result").get("model") + ", "
                    + Trees.objectAt(elicited, "result").get("action");
        });
        McpSyncClient client = connect(McpClient.sync(InMemoryTransport.to(server))
                .sampling(request -> CreateMessageResult.builder(Role.ASSISTANT, "4", "calculator")
                        .build())
                .elicitation(request ->
                        ElicitResult.builder(ElicitResult.Action.DECLINE).build()));

        assertThat(client.callTool(call("ask", Map.of())).content().toString()).contains("calculator, decline");
        assertThat(server.ask("ping", Map.of()).get(10, TimeUnit.SECONDS)).containsKey("result");
    }

    @Test
    void cannotAskWhenNobodyIsThere() {
        assertThatThrownBy(() -> TestServer.named("lonely").ask("ping", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no client is connected to server \"lonely\"");
    }

    @Test
    void mayStaySilent() {
        var server = TestServer.named("s").tool("a", "d", args -> "").on("tools/list", params -> null);
        McpSyncClient client = McpClient.sync(InMemoryTransport.to(server))
                .requestTimeout(Duration.ofMillis(200))
                .build();
        clients.add(client);
        client.initialize();

        assertThatThrownBy(client::listTools).hasMessageContaining("200ms");
    }

    @Test
    void forgetsItsClientsWhichThenConnectAnew() {
        var server = TestServer.named("s").tool("a", "d", args -> "done");
        McpSyncClient client = connect(server);

        server.disconnect();

        assertThatThrownBy(() -> client.callTool(call("a", Map.of()))).hasMessage("MCP session with server terminated");
        assertThat(client.callTool(call("a", Map.of())).content().toString()).contains("done");
        assertThat(server.requests("initialize")).hasSize(2);
    }
}
