package io.mcpguard.cli.survey;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server what it declares: through a guarded transport, with a policy that lets everything pass, so that a
 * reviewer sees what a guard would have kept out. What breaks the shape of MCP or the limits is refused even so.
 */
final class Inquiry implements AutoCloseable {

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int MESSAGE = 300;

    private final Configured configured;
    private final ServerConfig config;
    private final Server server;
    private final Policy policy;
    private final Duration patience;
    private final Witness witness = new Witness();
    private final Decisions decisions = new Decisions();
    private final List<Declared> declared = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Object lock = new Object();
    private @Nullable McpSyncClient client;
    private boolean closed;

    Inquiry(Configured configured, ServerConfig config, Server server, Policy limits, Duration patience) {
        this.configured = configured;
        this.config = config;
        this.server = server;
        this.policy = Policy.observe().limits(usual -> limits.limits());
        this.patience = patience;
    }

    /** Blocks until everything is listed; what goes wrong is told in the result. */
    Survey run() {
        Map<String, @Nullable Object> initialize = Map.of();
        try (McpGuard guard = McpGuard.builder()
                .policy(policy)
                .audit(decisions)
                .interceptor(witness)
                .build()) {
            McpSyncClient opened = open(guard);
            opened.initialize();
            initialize = Objects.requireNonNullElse(witness.take("initialize"), Map.of());
            list(opened, initialize);
            decisions
                    .contradictions()
                    .forEach(each -> remarks.add("it told the client otherwise than the guard: " + each));
            return new Survey(configured, server, initialize, declared, remarks, null, List.of());
        } catch (RuntimeException e) {
            return new Survey(configured, server, initialize, declared, remarks, problem(e), List.of());
        } finally {
            close();
        }
    }

    private McpSyncClient open(McpGuard guard) {
        McpSyncClient made = McpClient.sync(Endpoint.transport(guard, configured.name(), config))
                .requestTimeout(patience)
                .initializationTimeout(patience)
                .clientInfo(Implementation.builder("mcp-guard", "1").build())
                .build();
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            client = made;
        }
        return made;
    }

    private void list(McpSyncClient from, Map<String, @Nullable Object> initialize) {
        Map<?, ?> can = initialize.get("capabilities") instanceof Map<?, ?> object ? object : Map.of();
        if (can.containsKey("tools")) {
            pages("tools/list", "tools", "name", ItemKind.TOOL, from::listTools);
        }
        if (can.containsKey("prompts")) {
            pages("prompts/list", "prompts", "name", ItemKind.PROMPT, from::listPrompts);
        }
        if (can.containsKey("resources")) {
            pages("resources/list", "resources", "uri", ItemKind.RESOURCE, from::listResources);
            pages(
                    "resources/templates/list",
                    "resourceTemplates",
                    "uriTemplate",
                    ItemKind.RESOURCE_TEMPLATE,
                    from::listResourceTemplates);
        }
        if (initialize.get("capabilities") instanceof Map<?, ?> capabilities) {
            declared.add(new Declared(ItemKind.CAPABILITIES, "", capabilities));
        }
        if (initialize.get("protocolVersion") instanceof String version) {
            declared.add(new Declared(ItemKind.PROTOCOL_VERSION, "", version));
        }
        if (initialize.get("instructions") instanceof String text) {
            declared.add(new Declared(ItemKind.INSTRUCTIONS, "", text));
        }
    }

    /** All pages of a list. The cursor is what the witness saw: the SDK may stumble over what else a page holds. */
    private void pages(String method, String key, String nameKey, ItemKind kind, Consumer<@Nullable String> ask) {
        String cursor = null;
        var cursors = new HashSet<String>();
        int count = 0;
        for (int page = 0; page < policy.limits().maxPages(); page++) {
            RuntimeException failure = null;
            try {
                ask.accept(cursor);
            } catch (RuntimeException e) {
                failure = e;
            }
            Map<String, @Nullable Object> result = witness.take(method);
            if (result == null) {
                if (kind != ItemKind.TOOL && isUnknownMethod(failure)) {
                    return;
                }
                throw failure == null ? new IllegalStateException(method + " was not answered") : failure;
            }
            count += take(result.get(key), nameKey, kind);
            if (count > policy.limits().maxItems()) {
                throw new Incomplete(
                        method + " has more than " + policy.limits().maxItems() + " items");
            }
            if (!(result.get("nextCursor") instanceof String next)) {
                return;
            }
            if (!cursors.add(next)) {
                throw new Incomplete(method + " gives one cursor twice");
            }
            cursor = next;
        }
        throw new Incomplete(method + " has more than " + policy.limits().maxPages() + " pages");
    }

    private int take(@Nullable Object items, String nameKey, ItemKind kind) {
        if (!(items instanceof List<?> list)) {
            return 0;
        }
        int nameless = 0;
        for (Object item : list) {
            if (item instanceof Map<?, ?> definition && definition.get(nameKey) instanceof String name) {
                declared.add(new Declared(kind, name, definition));
            } else {
                nameless++;
            }
        }
        if (nameless > 0) {
            remarks.add(nameless + " of its items have no " + nameKey + "; nobody can use them");
        }
        return list.size();
    }

    private static boolean isUnknownMethod(@Nullable RuntimeException failure) {
        return failure instanceof McpError error
                && error.getJsonRpcError() != null
                && Objects.equals(error.getJsonRpcError().code(), METHOD_NOT_FOUND);
    }

    private String problem(RuntimeException e) {
        if (e instanceof Incomplete) {
            return String.valueOf(e.getMessage());
        }
        String refusal = decisions.refusal();
        if (refusal != null && !refusal.isEmpty()) {
            return refusal + remedy(refusal);
        }
        Throwable cause = e;
        for (int i = 0; i < 10 && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        if (cause instanceof java.util.concurrent.TimeoutException) {
            return "no answer within " + patience.toSeconds() + " s; give it more with --timeout";
        }
        if (cause instanceof McpError error && error.getJsonRpcError() != null) {
            return "it answers with an error: \""
                    + SafeText.excerpt(error.getJsonRpcError().message(), MESSAGE) + "\"";
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return SafeText.excerpt(message, MESSAGE);
    }

    private String remedy(String refusal) {
        return refusal.endsWith("its process could not be started")
                ? "; is \"" + SafeText.excerpt(config.command().get(0), MESSAGE) + "\" installed, and on the PATH?"
                : "";
    }

    /** Ends the connection, and the child process with it. May be called at any time and on any thread. */
    @Override
    public void close() {
        McpSyncClient open;
        synchronized (lock) {
            closed = true;
            open = client;
            client = null;
        }
        if (open != null) {
            open.closeGracefully();
        }
    }

    /** A listing without an end; in fixed words. */
    private static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1;

        Incomplete(String message) {
            super(message, null, false, false);
        }
    }
}
