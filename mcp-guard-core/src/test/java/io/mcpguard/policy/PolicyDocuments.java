package io.mcpguard.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes random policy files, as trees: valid ones, and valid ones with something changed. */
final class PolicyDocuments {

    private static final List<String> GLOBS =
            List.of("*", "read_*", "delete_?", "a.b*", "x y", "send", "**", "\u00e9t\u00e9", "github.*", "file:///a/*");
    private static final List<String> NAMES = List.of("files", "mail", "my server", "a.b", "1", "null", "\u00fc");

    /** What a value may be replaced with: sometimes right, mostly not. */
    private static final List<Object> STRANGE = List.of(
            "",
            " ",
            "x ",
            " x",
            "a=b",
            "[a]",
            "{a}",
            "a|b",
            "a\\b",
            "delete_.*",
            ".*",
            "a\u0007",
            "a\u200bb",
            "x".repeat(129),
            "x".repeat(257),
            "allow",
            "ask",
            "refuse",
            "block",
            "flag",
            "trust",
            "enforce",
            "audit",
            "strict",
            "10m",
            "10",
            "10 m",
            "3d",
            "1ms",
            "https://x.example/mcp",
            "https://x:notaport/",
            "http://",
            "ftp://x",
            "https://a@b/",
            "https://x/#f",
            "HTTPS://X",
            "true",
            true,
            false,
            0,
            1,
            2,
            -1,
            100,
            1_000_000_000_000L,
            1.5,
            List.of(),
            Map.of(),
            List.of(1),
            List.of("a", "a"),
            List.of("a", "b"),
            Map.of("a", 1),
            Map.of("a", List.of("private")));

    private static final List<String> KEYS = List.of(
            "version",
            "extends",
            "mode",
            "servers",
            "inspect",
            "pin",
            "audit",
            "approval",
            "limits",
            "interceptors",
            "flow",
            "command",
            "url",
            "env",
            "tools",
            "prompts",
            "resources",
            "client",
            "trust",
            "allow",
            "ask",
            "deny",
            "otherwise",
            "labels",
            "arguments",
            "sampling",
            "depth",
            "budget",
            "denny",
            "$schema",
            "",
            "x=y",
            "a\u0000");

    private final Random random;

    PolicyDocuments(Random random) {
        this.random = random;
    }

    Map<String, Object> valid() {
        var root = new LinkedHashMap<String, Object>();
        maybe(root, "$schema", () -> "mcp-guard.schema.json");
        root.put("version", 1);
        maybe(root, "extends", () -> one("observe", "balanced", "strict"));
        maybe(root, "mode", () -> one("enforce", "audit"));
        maybe(root, "servers", () -> named(NAMES, this::server));
        maybe(root, "inspect", () -> {
            var inspect = new LinkedHashMap<String, Object>();
            for (InspectPolicy.Place place : InspectPolicy.Place.values()) {
                maybe(inspect, place.key(), () -> pick(place.allowed).key());
            }
            return inspect;
        });
        maybe(root, "pin", () -> {
            var pin = new LinkedHashMap<String, Object>();
            maybe(pin, "first_sight", () -> one("trust", "refuse"));
            maybe(pin, "drift", () -> one("block", "flag"));
            maybe(pin, "collision", () -> one("block", "flag"));
            maybe(pin, "recheck", () -> one("1s", "10m", "24h", "1d"));
            return pin;
        });
        maybe(root, "audit", () -> {
            var audit = new LinkedHashMap<String, Object>();
            maybe(audit, "required", random::nextBoolean);
            maybe(audit, "payloads", random::nextBoolean);
            return audit;
        });
        maybe(root, "approval", () -> {
            var approval = new LinkedHashMap<String, Object>();
            maybe(approval, "budget", () -> one("100ms", "15s", "10m"));
            maybe(approval, "max_open", () -> 1 + random.nextInt(10_000));
            return approval;
        });
        maybe(root, "limits", this::limits);
        maybe(root, "interceptors", () -> named(NAMES, () -> one("enforce", "audit")));
        return root;
    }

    Map<String, Object> mutated() {
        Map<String, Object> root = valid();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            mutate(root);
        }
        return root;
    }

    private Map<String, Object> limits() {
        var limits = new LinkedHashMap<String, Object>();
        maybe(limits, "depth", () -> 8 + random.nextInt(505));
        maybe(limits, "nodes", () -> one(100, 10_000_000));
        maybe(limits, "string_chars", () -> one(1_000, 268_435_456));
        maybe(limits, "message_chars", () -> one(1_000, 1_073_741_824));
        maybe(limits, "pages", () -> one(1, 100_000));
        maybe(limits, "items", () -> one(1, 1_000_000));
        maybe(limits, "pending", () -> one(1, 1_000_000));
        maybe(limits, "request_timeout", () -> one("1s", "90s", "1d"));
        return limits;
    }

    private Map<String, Object> server() {
        var server = new LinkedHashMap<String, Object>();
        if (random.nextBoolean()) {
            maybe(server, "command", () -> List.of("java", "-jar", one("x.jar", " ", "", "a=b")));
            maybe(server, "env", () -> some(List.of("HOME", "LANG", "ProgramFiles(x86)")));
        } else {
            maybe(server, "url", () -> one("https://x.example/mcp", "http://localhost:8080", "HTTPS://X/?a=b"));
        }
        maybe(server, "tools", () -> {
            Map<String, Object> tools = allowAndDeny();
            maybe(tools, "ask", () -> some(GLOBS));
            maybe(tools, "otherwise", () -> one("allow", "ask", "refuse"));
            maybe(tools, "labels", () -> named(GLOBS, () -> some(List.of("untrusted", "private", "external"))));
            return tools;
        });
        maybe(server, "prompts", this::allowAndDeny);
        maybe(server, "resources", this::allowAndDeny);
        maybe(server, "client", () -> {
            var client = new LinkedHashMap<String, Object>();
            for (String feature : List.of("sampling", "elicitation", "roots")) {
                maybe(client, feature, () -> one("allow", "refuse"));
            }
            return client;
        });
        return server;
    }

    private Map<String, Object> allowAndDeny() {
        var rules = new LinkedHashMap<String, Object>();
        maybe(rules, "allow", () -> some(GLOBS));
        maybe(rules, "deny", () -> some(GLOBS));
        return rules;
    }

    /** Walks down a random way and changes what it comes to. */
    @SuppressWarnings("unchecked")
    private void mutate(Map<String, Object> map) {
        var keys = new ArrayList<>(map.keySet());
        String key = keys.isEmpty() ? pick(KEYS) : pick(keys);
        Object value = map.get(key);
        if (value instanceof Map<?, ?> && random.nextInt(4) > 0) {
            var inner = new LinkedHashMap<>((Map<String, Object>) value);
            map.put(key, inner);
            mutate(inner);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> map.put(pick(KEYS), pick(STRANGE));
            case 1 -> map.remove(key);
            case 2 -> {
                map.remove(key);
                map.put(pick(KEYS), value == null ? "x" : value);
            }
            case 3 -> {
                if (value instanceof List<?> list) {
                    var copy = new ArrayList<Object>(list);
                    copy.add(random.nextInt(copy.size() + 1), pick(STRANGE));
                    map.put(key, copy);
                } else {
                    map.put(key, value == null ? List.of() : List.of(value));
                }
            }
            default -> map.put(key, random.nextInt(10) == 0 ? null : pick(STRANGE));
        }
    }

    private void maybe(Map<String, Object> map, String key, Supplier<?> value) {
        if (random.nextInt(3) > 0) {
            map.put(key, value.get());
        }
    }

    private Map<String, Object> named(List<String> names, Supplier<?> value) {
        var map = new LinkedHashMap<String, Object>();
        some(names).forEach(name -> map.put(name, value.get()));
        return map;
    }

    private List<String> some(List<String> all) {
        return all.stream().filter(each -> random.nextInt(3) == 0).toList();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
