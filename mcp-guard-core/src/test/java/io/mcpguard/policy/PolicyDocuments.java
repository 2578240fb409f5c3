package io.mcpguard.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes random policy files, as trees: valid ones, and valid ones with something changed. */
final class PolicyDocuments {

    private static final List<String> GLOBS =
            List.of("*", "read_*", "delete_?", "a.b*", "x y", "send", "**", "\u00e9t\u00e9", "github.*", "file:///a/*");
    private static final List<String> NAMES = List.of("files", "mail", "my server", "a.b", "1", "null", "\u00fc");

    private static final List<String> RULES = List.of("override-previous", "secret-*", "*", "model");

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
            "names",
            "audit",
            "approval",
            "limits",
            "interceptors",
            "data",
            "own",
            "canaries",
            "personal",
            "flow",
            "command",
            "url",
            "env",
            "identity",
            "assurance",
            "files",
            "tls",
            "spki",
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
            "same_as",
            "names",
            "exposed",
            "arguments",
            "sampling",
            "elicitation",
            "roots",
            "effect",
            "max_tokens",
            "only",
            "depth",
            "results",
            "treatment",
            "stop",
            "notice",
            "rules",
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
        maybe(root, "inspect", this::inspect);
        maybe(root, "data", this::data);
        maybe(root, "pin", () -> {
            var pin = new LinkedHashMap<String, Object>();
            maybe(pin, "first_sight", () -> one("trust", "refuse"));
            maybe(pin, "drift", this::drift);
            maybe(pin, "collision", () -> one("block", "flag"));
            maybe(pin, "resources", random::nextBoolean);
            maybe(pin, "recheck", () -> one("1s", "10m", "24h", "1d"));
            return pin;
        });
        maybe(root, "names", () -> {
            var names = new LinkedHashMap<String, Object>();
            maybe(names, "servers", () -> one("block", "flag"));
            maybe(names, "exposed", () -> one("bare", "prefixed"));
            return names;
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
            maybe(approval, "hold", () -> one("0s", "10s", "10m"));
            maybe(approval, "ticket", () -> one("1s", "10m", "7d"));
            maybe(approval, "max_open", () -> 1 + random.nextInt(10_000));
            maybe(approval, "max_open_per_conversation", () -> 1 + random.nextInt(10_000));
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

    private Map<String, Object> inspect() {
        var inspect = new LinkedHashMap<String, Object>();
        for (InspectPolicy.Place place : InspectPolicy.Place.values()) {
            maybe(inspect, place.key(), () -> place(place));
        }
        maybe(inspect, "rules", () -> named(RULES, () -> one("off", "notice", "stop")));
        return inspect;
    }

    /** One word, or a mapping with that word in it. */
    private Object place(InspectPolicy.Place place) {
        if (!place.hasThresholds() || random.nextBoolean()) {
            return pick(place.allowed).key();
        }
        var thresholds = new LinkedHashMap<String, Object>();
        maybe(thresholds, "treatment", () -> pick(place.allowed).key());
        maybe(thresholds, "stop", () -> one(0.5, 0.95, 1));
        maybe(thresholds, "notice", () -> one(0, 0.25, 0.5));
        return thresholds;
    }

    private Map<String, Object> data() {
        Map<String, Object> data = directions();
        maybe(data, "own", () -> named(List.of("badge", "room-2"), () -> one("EMP-[0-9]{6}", "x+")));
        maybe(data, "detectors", () -> named(RULES, () -> one("on", "off")));
        maybe(data, "canaries", () -> some(List.of("12345678", "a canary that is long")));
        maybe(data, "values", () -> one(10, 100_000));
        maybe(data, "lifetime", () -> one("1m", "8h", "7d"));
        maybe(data, "entropy", () -> {
            var entropy = new LinkedHashMap<String, Object>();
            maybe(entropy, "bits", () -> one(256, 100_000_000));
            maybe(entropy, "beyond", () -> one("allow", "record", "ask", "refuse"));
            return entropy;
        });
        return data;
    }

    private Map<String, Object> directions() {
        var directions = new LinkedHashMap<String, Object>();
        for (String direction : List.of("arguments", "results")) {
            maybe(
                    directions,
                    direction,
                    () -> named(
                            List.of("secret", "email", "national-id", "personal"),
                            () -> one("allow", "record", "redact", "ask", "refuse")));
        }
        return directions;
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
        maybe(limits, "min_protocol", () -> one("2024-11-05", "2025-06-18"));
        return limits;
    }

    private Map<String, Object> server() {
        var server = new LinkedHashMap<String, Object>();
        if (random.nextBoolean()) {
            maybe(server, "command", () -> List.of("java", "-jar", one("x.jar", " ", "", "a=b")));
            maybe(server, "identity", () -> {
                var identity = new LinkedHashMap<String, Object>();
                maybe(identity, "assurance", () -> one("name", "version", "exact"));
                maybe(identity, "files", () -> one("pinned", "recorded"));
                return identity;
            });
            maybe(server, "env", () -> some(List.of("HOME", "LANG", "ProgramFiles(x86)")));
        } else {
            maybe(server, "url", () -> one("https://x.example/mcp", "http://localhost:8080", "HTTPS://X/?a=b"));
            if (String.valueOf(server.get("url")).toLowerCase(Locale.ROOT).startsWith("https")) {
                maybe(server, "tls", () -> {
                    var tls = new LinkedHashMap<String, Object>();
                    maybe(
                            tls,
                            "spki",
                            () -> some(
                                    List.of("sha256/" + "A".repeat(43) + "=", "sha256/" + "+/9w".repeat(10) + "AAg=")));
                    return tls;
                });
            }
        }
        maybe(server, "inspect", this::inspect);
        maybe(server, "data", () -> {
            Map<String, Object> data = directions();
            maybe(data, "tools", () -> named(GLOBS, this::directions));
            return data;
        });
        maybe(server, "same_as", () -> one("prod", "x", "a b"));
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
            maybe(client, "sampling", () -> feature(this::sampling));
            maybe(client, "elicitation", () -> feature(this::elicitation));
            maybe(
                    client,
                    "roots",
                    () -> feature(() -> {
                        var roots = new LinkedHashMap<String, Object>();
                        maybe(roots, "only", () -> some(List.of("file:///work", "file:///", "file:///a/b%20c/")));
                        return roots;
                    }));
            maybe(client, "other", () -> one("allow", "ask", "refuse"));
            maybe(client, "other_notifications", () -> one("allow", "refuse"));
            maybe(client, "error_text", random::nextBoolean);
            maybe(client, "per_minute", () -> {
                var rates = new LinkedHashMap<String, Object>();
                for (String notice : List.of("log", "progress", "updates", "list_changed", "other")) {
                    maybe(rates, notice, () -> one(0, 60, 1_000_000));
                }
                return rates;
            });
            return client;
        });
        return server;
    }

    /** One word, or a mapping with that word in it. */
    private Object feature(Supplier<Map<String, Object>> details) {
        if (random.nextBoolean()) {
            return one("allow", "ask", "refuse");
        }
        Map<String, Object> feature = details.get();
        maybe(feature, "effect", () -> one("allow", "ask", "refuse"));
        return feature;
    }

    private Map<String, Object> sampling() {
        var sampling = new LinkedHashMap<String, Object>();
        maybe(sampling, "max_tokens", () -> one(1, 1_000_000));
        maybe(sampling, "models", () -> some(GLOBS));
        maybe(sampling, "include_context", () -> one("none", "this_server", "all_servers"));
        maybe(sampling, "tools", () -> one("allow", "ask", "refuse"));
        return sampling;
    }

    private Map<String, Object> elicitation() {
        var elicitation = new LinkedHashMap<String, Object>();
        maybe(elicitation, "secrets", () -> one("allow", "ask", "refuse"));
        maybe(
                elicitation,
                "url_origins",
                () -> some(List.of("https://a.example", "https://b.example:8443/", "http://localhost:8080")));
        maybe(elicitation, "other_origins", () -> one("allow", "ask", "refuse"));
        maybe(elicitation, "show_server", random::nextBoolean);
        return elicitation;
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

    private Object drift() {
        if (random.nextBoolean()) {
            return one("block", "flag");
        }
        var drift = new LinkedHashMap<String, Object>();
        for (String severity : List.of("benign", "suspicious", "critical")) {
            maybe(drift, severity, () -> one("flag", "ask", "block"));
        }
        return drift;
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
