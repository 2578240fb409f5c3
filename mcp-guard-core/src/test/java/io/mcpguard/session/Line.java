package io.mcpguard.session;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An application and a scripted server at the two ends of a session, without SDK and without wire: raw messages in, raw
 * messages out.
 */
final class Line {

    final Session session;
    final List<Message> reachedServer = new CopyOnWriteArrayList<>();
    final List<Message> reachedApplication = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Message.Request, Message>> script = new ConcurrentHashMap<>();
    private final Map<Object, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> tools = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> prompts = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> templates = new CopyOnWriteArrayList<>();
    private long lastId;

    Line(McpGuard guard, Server server) {
        session = guard.session(server);
        reconnect();
        on("tools/list", request -> result(request, Map.of("tools", List.copyOf(tools))));
        on("prompts/list", request -> result(request, Map.of("prompts", List.copyOf(prompts))));
        on("resources/templates/list", request -> result(request, Map.of("resourceTemplates", List.copyOf(templates))));
        on("tools/call", request -> result(request, text("done")));
        on(
                "initialize",
                request -> result(
                        request,
                        Map.of(
                                "protocolVersion", "2025-11-25",
                                "capabilities", Map.of("tools", Map.of("listChanged", true)),
                                "serverInfo", Map.of("name", "scripted", "version", "1"))));
    }

    /** A new connection, to the same server. */
    final void reconnect() {
        session.open(message -> {
            toServer(message);
            return CompletableFuture.completedFuture(null);
        });
    }

    static Line to(McpGuard guard, String server) {
        return new Line(guard, Server.named(server));
    }

    /** Declares a tool, in place of the one with its name if there is one. */
    Line tool(Map<String, Object> definition) {
        tools.removeIf(tool -> tool.get("name").equals(definition.get("name")));
        tools.add(definition);
        return this;
    }

    Line tool(String name, String description) {
        return tool(definition(name, description));
    }

    /** Declares a prompt, in place of the one with its name if there is one. */
    Line prompt(String name, String description) {
        prompts.removeIf(prompt -> prompt.get("name").equals(name));
        prompts.add(Map.of("name", name, "description", description));
        return this;
    }

    /** Declares a resource template, in place of the one with its pattern if there is one. */
    Line template(String pattern, String description) {
        templates.removeIf(template -> template.get("uriTemplate").equals(pattern));
        templates.add(Map.of("uriTemplate", pattern, "name", "t", "description", description));
        return this;
    }

    Line on(String method, Function<Message.Request, Message> answer) {
        script.put(method, answer);
        return this;
    }

    /** What the application gets for a request. */
    Message request(String method, Map<String, Object> params) {
        return answer(send(method, params, null));
    }

    Message call(String tool, Map<String, Object> arguments) {
        return request("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    CompletableFuture<Message> send(String method, Map<String, Object> params, Conversation conversation) {
        long id = ++lastId;
        var answer = new CompletableFuture<Message>();
        waiting.put(id, answer);
        session.outbound(new Message.Request(id, method, new LinkedHashMap<>(params)), conversation)
                .route(
                        message -> {
                            toServer(message);
                            return CompletableFuture.completedStage(null);
                        },
                        message -> {
                            toApplication(message);
                            return CompletableFuture.completedStage(null);
                        });
        return answer;
    }

    void fromServer(Message message) {
        session.inbound(message)
                .route(
                        passed -> {
                            toApplication(passed);
                            return CompletableFuture.completedStage(null);
                        },
                        answer -> {
                            reachedServer.add(answer);
                            return CompletableFuture.completedStage(null);
                        });
    }

    /** The application's answer to a request of the server, or its notification. */
    void fromApplication(Message message) {
        session.outbound(message, null)
                .route(
                        passed -> {
                            toServer(passed);
                            return CompletableFuture.completedStage(null);
                        },
                        answer -> {
                            toApplication(answer);
                            return CompletableFuture.completedStage(null);
                        });
    }

    List<Map<String, Object>> calls(String tool) {
        var calls = new ArrayList<Map<String, Object>>();
        for (Message message : reachedServer) {
            if (message instanceof Message.Request request
                    && request.method().equals("tools/call")
                    && tool.equals(request.params().get("name"))) {
                calls.add(request.params());
            }
        }
        return calls;
    }

    private void toServer(Message message) {
        reachedServer.add(message);
        if (message instanceof Message.Request request && script.containsKey(request.method())) {
            fromServer(script.get(request.method()).apply(request));
        }
    }

    private void toApplication(Message message) {
        reachedApplication.add(message);
        Object id = message instanceof Message.Result result
                ? result.id()
                : message instanceof Message.Failure failure ? failure.id() : null;
        CompletableFuture<Message> answer = id == null ? null : waiting.remove(id);
        if (answer != null) {
            answer.complete(message);
        }
    }

    static Message answer(CompletableFuture<Message> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }

    static Message result(Message.Request request, Map<String, Object> result) {
        return new Message.Result(request.id(), new LinkedHashMap<>(result));
    }

    static Map<String, Object> text(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    static Map<String, Object> definition(String name, String description) {
        return Map.of("name", name, "description", description, "inputSchema", Map.of("type", "object"));
    }

    /** Whether the guard asks for itself. */
    static boolean isOfTheGuard(Message.Request request) {
        return String.valueOf(request.id()).startsWith("mcp-guard-");
    }

    /** Whether an answer is a refusal of the guard. */
    static boolean isRefusal(Message message) {
        return String.valueOf(message).contains(Refusals.META);
    }
}
