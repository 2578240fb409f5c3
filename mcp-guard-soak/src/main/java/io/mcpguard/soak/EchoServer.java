package io.mcpguard.soak;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import io.mcpguard.test.transport.StdioLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server whose tools give back the token they are called with, each in its own way. It remembers nothing, so that what
 * grows in a run is not its memory.
 */
final class EchoServer implements MessageServer {

    private static final long SLOW_MILLIS = 10;
    private static final int STORM = 50;

    /** Ends the second answer to a call: over HTTP it may come first. */
    static final String AGAIN = "-again";

    /** What it does besides echoing, by the beginning of a tool's name. */
    static final List<String> TOOLS = List.of("echo", "slow", "twice", "storm", "vanish", "pay", "wipe");

    private final String name;
    private final Runnable end;
    private final ExecutorService later = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "echo-server");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param end what happens besides when the server vanishes
     */
    EchoServer(String name, Runnable end) {
        this.name = name;
        this.end = end;
    }

    /** A child process. */
    public static void main(String[] arguments) {
        StdioLoop.run(new EchoServer(arguments[0], () -> Runtime.getRuntime().halt(3)), System.in, System.out);
    }

    @Override
    public Peer connect(Peer client) {
        return new Peer() {
            @Override
            public void receive(String json) {
                try {
                    answer(JsonText.parseObject(json, Limits.DEFAULT), client);
                } catch (JsonException e) {
                    throw new IllegalStateException("the client sent no JSON", e);
                }
            }

            @Override
            public void close() {}
        };
    }

    private void answer(Map<String, Object> message, Peer client) {
        Object id = message.get("id");
        if (id == null || !(message.get("method") instanceof String method)) {
            return;
        }
        switch (method) {
            case "initialize" -> send(client, id, initialized((Map<?, ?>) message.get("params")));
            case "tools/list" -> send(client, id, Map.of("tools", tools()));
            case "tools/call" -> call(client, id, (Map<?, ?>) message.get("params"));
            default -> send(client, id, Map.of());
        }
    }

    private void call(Peer client, Object id, Map<?, ?> params) {
        String tool = String.valueOf(params.get("name"));
        String token = String.valueOf(((Map<?, ?>) params.get("arguments")).get("word"));
        Map<String, Object> echo = text(token);
        switch (tool.substring(0, tool.indexOf('_'))) {
            case "slow" -> later.execute(() -> sendAfterAWhile(client, id, echo));
            case "twice" -> {
                send(client, id, echo);
                send(client, id, text(token + AGAIN));
                send(client, "nobody's", text("an answer to nobody"));
            }
            case "storm" -> {
                for (int i = 0; i < STORM; i++) {
                    client.receive("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                }
                send(client, id, echo);
            }
            case "vanish" -> {
                client.close();
                end.run();
            }
            default -> send(client, id, echo);
        }
    }

    private static void sendAfterAWhile(Peer client, Object id, Map<String, Object> result) {
        try {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
            send(client, id, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> initialized(Map<?, ?> params) {
        return Map.of(
                "protocolVersion",
                String.valueOf(params.get("protocolVersion")),
                "capabilities",
                Map.of("tools", Map.of("listChanged", true)),
                "serverInfo",
                Map.of("name", "echo", "version", "1"));
    }

    private List<Object> tools() {
        var tools = new ArrayList<Object>();
        for (String tool : TOOLS) {
            tools.add(Map.of(
                    "name",
                    tool + "_" + name,
                    "description",
                    "Gives back its token.",
                    "inputSchema",
                    Map.of("type", "object", "properties", Map.of("word", Map.of("type", "string")))));
        }
        return tools;
    }

    private static Map<String, Object> text(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    private static void send(Peer client, Object id, Map<String, Object> result) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", id);
        answer.put("result", result);
        client.receive(JsonText.write(answer));
    }
}
