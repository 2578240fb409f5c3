package io.mcpguard.test;

import io.mcpguard.test.transport.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client of a {@link TestServer}. Requests are answered one after the other on a thread of the connection, so that
 * a tool may ask the client something and wait for the answer.
 */
final class ServerConnection implements Peer {

    private final TestServer server;
    private final Peer client;
    private final ExecutorService worker;
    private final Map<String, CompletableFuture<Map<String, @Nullable Object>>> asked = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    ServerConnection(TestServer server, Peer client) {
        this.server = server;
        this.client = client;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "mcp-test-server-" + server.name());
            thread.setDaemon(true);
            thread.setContextClassLoader(ServerConnection.class.getClassLoader()); // not that of a web application
            return thread;
        });
    }

    @Override
    public void receive(String json) {
        Map<String, @Nullable Object> message = JsonLine.object(json);
        if (message == null) {
            say(Trees.object(
                    "jsonrpc", "2.0", "id", null, "error", Trees.object("code", -32700, "message", "no JSON")));
            return;
        }
        server.record(message);
        if (!message.containsKey("method")) {
            CompletableFuture<Map<String, @Nullable Object>> question = asked.remove(String.valueOf(message.get("id")));
            if (question != null) {
                question.complete(message);
            }
        } else if (message.containsKey("id")) {
            try {
                worker.execute(() -> answer(message));
            } catch (RejectedExecutionException closed) {
                // the client is gone and waits for nothing
            }
        }
    }

    private void answer(Map<String, @Nullable Object> request) {
        String method = Trees.stringAt(request, "method");
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", request.get("id"));
        try {
            Map<String, ?> result = server.answer(method, Trees.objectAt(request, "params"));
            if (result == null) {
                return; // silence is an answer too
            }
            answer.put("result", result);
        } catch (ServerError e) {
            answer.put("error", error(e.code(), String.valueOf(e.getMessage()), e.data()));
        } catch (RuntimeException e) {
            answer.put("error", error(ServerError.INTERNAL, e.toString(), null));
        }
        say(answer);
        server.answered(method);
    }

    private static Map<String, @Nullable Object> error(int code, String message, @Nullable Object data) {
        Map<String, @Nullable Object> error = Trees.object("code", code, "message", message);
        return data == null ? error : Trees.with(error, "data", data);
    }

    void notify(String method, Map<String, ?> params) {
        say(Trees.object("jsonrpc", "2.0", "method", method, "params", params));
    }

    CompletableFuture<Map<String, @Nullable Object>> ask(String method, Map<String, ?> params) {
        String id = "server-" + ids.incrementAndGet();
        var answer = new CompletableFuture<Map<String, @Nullable Object>>();
        asked.put(id, answer);
        say(Trees.object("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        return answer;
    }

    private void say(Map<String, ?> message) {
        sayRaw(JsonLine.text(message));
    }

    void sayRaw(String text) {
        client.receive(text);
    }

    /** The server hangs up. */
    void disconnect() {
        client.close();
        close();
    }

    @Override
    public void close() {
        server.left(this);
        worker.shutdown();
        asked.values().forEach(question -> question.cancel(false));
    }
}
