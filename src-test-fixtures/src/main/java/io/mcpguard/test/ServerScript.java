package io.mcpguard.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link TestServer} answers to each method. */
final class ServerScript {

    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    private static final Map<String, Object> CHANGING = Map.of("listChanged", true);
    private static final int ALL = 1_000_000;

    final Catalog tools = new Catalog("tools", "name");
    final Catalog prompts = new Catalog("prompts", "name");
    final Catalog resources = new Catalog("resources", "uri");
    final Catalog templates = new Catalog("resourceTemplates", "uriTemplate");
    final Map<String, Function<Map<String, @Nullable Object>, ? extends @Nullable Map<String, ?>>> own =
            new ConcurrentHashMap<>();

    volatile Map<String, ?> serverInfo;
    volatile @Nullable Map<String, ?> capabilities;
    volatile @Nullable String instructions;
    volatile int pageSize = ALL;

    ServerScript(String name) {
        serverInfo = Trees.object("name", name, "version", "1.0.0");
    }

    @Nullable
    Map<String, ?> answer(String method, Map<String, @Nullable Object> params) {
        Function<Map<String, @Nullable Object>, ? extends @Nullable Map<String, ?>> mine = own.get(method);
        if (mine != null) {
            return mine.apply(params);
        }
        return switch (method) {
            case "initialize" -> initialize(params);
            case "tools/list" -> tools.page(params.get("cursor"), pageSize);
            case "prompts/list" -> prompts.page(params.get("cursor"), pageSize);
            case "resources/list" -> resources.page(params.get("cursor"), pageSize);
            case "resources/templates/list" -> templates.page(params.get("cursor"), pageSize);
            case "tools/call" -> named("tool", tools, params);
            case "prompts/get" -> named("prompt", prompts, params);
            case "resources/read" -> read(params);
            case "completion/complete" -> Map.of("completion", Map.of("values", List.of()));
            case "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe" -> Map.of();
            default -> throw new ServerError(ServerError.METHOD_NOT_FOUND, "no method " + method, null);
        };
    }

    private Map<String, @Nullable Object> initialize(Map<String, @Nullable Object> params) {
        String asked = Trees.stringAt(params, "protocolVersion");
        Map<String, @Nullable Object> result = Trees.object(
                "protocolVersion",
                VERSIONS.contains(asked) ? asked : VERSIONS.get(0),
                "capabilities",
                capabilities != null ? capabilities : declared(),
                "serverInfo",
                serverInfo);
        return instructions == null ? result : Trees.with(result, "instructions", instructions);
    }

    private Map<String, @Nullable Object> declared() {
        var declared = new LinkedHashMap<String, @Nullable Object>();
        declared.put("logging", Map.of());
        if (!tools.isEmpty()) {
            declared.put("tools", CHANGING);
        }
        if (!prompts.isEmpty()) {
            declared.put("prompts", CHANGING);
        }
        if (!resources.isEmpty() || !templates.isEmpty()) {
            declared.put("resources", Trees.object("subscribe", true, "listChanged", true));
        }
        if (own.containsKey("completion/complete")) {
            declared.put("completions", Map.of());
        }
        return declared;
    }

    private static Map<String, ?> named(String kind, Catalog catalog, Map<String, @Nullable Object> params) {
        String name = Trees.stringAt(params, "name");
        Catalog.Behaviour behaviour = catalog.find(name::equals);
        if (behaviour == null) {
            throw new ServerError(ServerError.INVALID_PARAMS, "no " + kind + " " + name, null);
        }
        return behaviour.apply(params);
    }

    private Map<String, ?> read(Map<String, @Nullable Object> params) {
        String uri = Trees.stringAt(params, "uri");
        Catalog.Behaviour behaviour = resources.find(uri::equals);
        if (behaviour == null) {
            behaviour = templates.find(template -> matches(template, uri));
        }
        if (behaviour == null) {
            throw new ServerError(ServerError.RESOURCE_NOT_FOUND, "no resource " + uri, Trees.object("uri", uri));
        }
        return behaviour.apply(params);
    }

    /** Whether the URI begins and ends as the template does around its variable. */
    private static boolean matches(String template, String uri) {
        int from = template.indexOf('{');
        int to = template.lastIndexOf('}');
        return from >= 0
                && to > from
                && uri.length() > from + template.length() - to - 1
                && uri.startsWith(template.substring(0, from))
                && uri.endsWith(template.substring(to + 1));
    }
}
