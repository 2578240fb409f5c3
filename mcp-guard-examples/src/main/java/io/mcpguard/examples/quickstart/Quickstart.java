package io.mcpguard.examples.quickstart;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.test.TestServers;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the guard does, told on four real servers, each a child process that speaks MCP over stdio. Every line is computed
 * from what the servers said and what the guard decided; if one does not hold, the program ends with status 1.
 *
 * <p>Run it with {@code ./quickstart}.
 */
public final class Quickstart implements AutoCloseable {

    private final PrintStream out;
    private final Path dir;
    private final Path audit;
    private final McpGuard guard;
    private final List<Decision> decisions = new CopyOnWriteArrayList<>();
    private final List<McpSyncClient> clients = new ArrayList<>();
    private int failures;

    Quickstart(PrintStream out, Path dir) throws IOException {
        this.out = out;
        this.dir = dir;
        this.audit = dir.resolve("audit.jsonl");
        this.guard = McpGuard.builder()
                .policy(resource("mcp-guard.yaml"))
                .lock(LockFile.at(dir.resolve("mcp-guard.lock")))
                .audit(FileAudit.at(audit))
                .onDecision(decisions::add)
                .build();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("mcp-guard-quickstart");
        int failures = tell(System.out, dir);
        System.exit(failures == 0 ? 0 : 1);
    }

    /** Tells the story and returns how many of its sentences do not hold. */
    static int tell(PrintStream out, Path dir) throws IOException, InterruptedException {
        try (var story = new Quickstart(out, dir)) {
            story.allowedCall();
            story.hiddenTool();
            story.injectedResult();
            story.rugPull();
            story.collision();
            story.auditLog();
            out.println();
            out.println(story.failures == 0 ? "All of it held." : story.failures + " did not hold.");
            out.println("The lock and the audit log of this run: " + dir);
            return story.failures;
        }
    }

    private void allowedCall() throws IOException {
        title("1  A vetted tool is called");
        McpSyncClient notes = connect("notes");
        String note = call(notes, "read_note", Map.of("title", "groceries"));
        holds("read_note answers: " + note, note.contains("milk"));
    }

    private void hiddenTool() {
        title("2  A tool that is not on the allowlist");
        McpSyncClient notes = clients.get(0);
        List<String> tools = names(notes);
        holds("the agent sees " + tools + ", and not delete_note", !tools.contains("delete_note"));
        String answer = call(notes, "delete_note", Map.of("title", "groceries"));
        holds("calling it all the same: " + answer, answer.contains("mcp-guard refused"));
        out.println("    why: " + guard.explain("notes", "delete_note"));
    }

    private void injectedResult() throws IOException {
        title("3  A web page that gives orders");
        String page = call(connect("web"), "fetch_page", Map.of("url", "https://shop.example/contact"));
        page.lines().forEach(line -> out.println("    | " + line));
        holds("the order is gone", !page.contains("collector@evil.test"));
        holds("the data around it stays", page.contains("9:00 to 17:00") && page.contains("1234567"));
    }

    private void rugPull() throws IOException, InterruptedException {
        title("4  A tool that changes once it is trusted");
        McpSyncClient calendar = connect("calendar");
        String before = call(calendar, "next_meeting", Map.of());
        holds("first call: " + before, before.contains("Retrospective"));
        holds(
                "then it has another description and is held back",
                names(calendar).isEmpty());
        String after = call(calendar, "next_meeting", Map.of());
        holds("second call: " + after, after.contains("mcp-guard refused"));
        String reason = reasonFor("calendar", "tools/call");
        holds("what changed: " + reason, reason.contains("/description"));
    }

    private void collision() throws IOException {
        title("5  A server that takes another server's tool name");
        McpSyncClient weather = connect("weather");
        List<String> tools = names(weather);
        holds("of the weather server the agent sees " + tools, tools.equals(List.of("forecast")));
        String answer = call(weather, "read_note", Map.of());
        holds("its read_note: " + answer, answer.contains("mcp-guard refused"));
        String note = call(clients.get(0), "read_note", Map.of("title", "groceries"));
        holds("read_note of the notes server still answers", note.contains("milk"));
    }

    private void auditLog() throws IOException {
        title("6  The record of it");
        close();
        var intact = FileAudit.verify(audit);
        holds("audit log: " + intact.events() + " events, chain intact", intact.isIntact());
        Path tampered = dir.resolve("audit-tampered.jsonl");
        String line = Files.readString(audit).replaceFirst("REFUSED|refused", "allowed");
        Files.writeString(tampered, line);
        var found = FileAudit.verify(tampered);
        holds(
                "one refusal rewritten as allowed: found in line " + found.firstBadLine() + ", " + found.reason(),
                !found.isIntact());
    }

    /** A client behind the guard, connected to a server that runs as a child process. */
    private McpSyncClient connect(String server) throws IOException {
        McpSyncClient client = McpClient.sync(
                        McpTransports.stdio(guard, server, TestServers.stdio(resource(server + ".yaml"))))
                .build();
        clients.add(client);
        client.initialize();
        return client;
    }

    private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(new CallToolRequest(tool, arguments, null));
        var text = new StringBuilder();
        result.content().forEach(block -> text.append(block instanceof TextContent t ? t.text() : block));
        return text.toString();
    }

    private static List<String> names(McpSyncClient client) {
        return client.listTools().tools().stream().map(tool -> tool.name()).toList();
    }

    /** Why something was refused; listeners are told off the message's thread, so it may take a moment. */
    private String reasonFor(String server, String event) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            for (Decision decision : decisions) {
                if (decision.server().name().equals(server)
                        && decision.event().equals(event)
                        && decision.verdict() == Decision.Verdict.REFUSED) {
                    return decision.reason();
                }
            }
            Thread.sleep(10);
        }
        return "";
    }

    private void title(String text) {
        out.println();
        out.println(text);
    }

    private void holds(String sentence, boolean holds) {
        out.println((holds ? "  + " : "  ! does not hold: ") + sentence);
        failures += holds ? 0 : 1;
    }

    /** Resources as files, since policies and servers are files. */
    private Path resource(String name) throws IOException {
        Path file = dir.resolve(name);
        try (InputStream in = Quickstart.class.getResourceAsStream("/quickstart/" + name)) {
            if (in == null) {
                throw new IOException("no resource /quickstart/" + name);
            }
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Override
    public void close() {
        clients.forEach(McpSyncClient::closeGracefully);
        clients.clear();
        guard.close();
    }
}
