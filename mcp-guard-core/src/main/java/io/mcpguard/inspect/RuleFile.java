package io.mcpguard.inspect;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Rule.Cut;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads rule files; docs/inspection.md describes the format. The word lists of one file can be used in those after. */
final class RuleFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> FILE_KEYS = Set.of("words", "rules");
    private static final Set<String> RULE_KEYS = Set.of(
            "id",
            "category",
            "severity",
            "confidence",
            "about",
            "surfaces",
            "literals",
            "then",
            "pattern",
            "unless",
            "cut",
            "match",
            "pass");

    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final RuleLanguage language;

    RuleFile(Folding folding) {
        this.language = new RuleLanguage(folding, words);
    }

    /**
     * Reads the rules of one file.
     *
     * @param file its name, for error messages
     * @param text its content
     * @throws IllegalArgumentException naming file, rule and reason
     */
    List<Rule> read(String file, String text) {
        JsonNode root = parse(file, text);
        String in = "";
        try {
            if (!root.isObject()) {
                throw new IllegalArgumentException("a rule file has the keys \"words\" and \"rules\"");
            }
            keys(root, FILE_KEYS);
            JsonNode lists = root.path("words");
            lists.propertyNames().forEach(name -> words.put(name, texts(lists, name)));
            var rules = new ArrayList<Rule>();
            for (JsonNode rule : root.path("rules")) {
                String id = rule.path("id").asString("");
                in = id.isEmpty() ? "" : ", rule " + id;
                rules.add(rule(id, rule));
            }
            return rules;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule file " + file + in + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String file, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("it is no YAML");
            throw new IllegalArgumentException(
                    "rule file " + file + ", line " + e.getLocation().getLineNr() + ": " + reason, e);
        }
    }

    private Rule rule(String id, JsonNode node) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a rule has no id");
        }
        keys(node, RULE_KEYS);
        String severity = text(node, "severity");
        return new Rule(
                id,
                text(node, "category"),
                severity.equals("cue") ? Severity.INFO : oneOf(Severity.class, severity),
                confidence(node),
                text(node, "about"),
                surfaces(node),
                literals(node, "literals"),
                node.has("then") ? literals(node, "then") : List.of(),
                language.pattern(text(node, "pattern")),
                node.has("unless") ? language.pattern(text(node, "unless")) : null,
                node.has("cut") ? oneOf(Cut.class, text(node, "cut")) : Cut.ORDERS,
                texts(node, "match"),
                texts(node, "pass"));
    }

    private List<String> literals(JsonNode node, String key) {
        return texts(node, key).stream()
                .flatMap(literal -> language.literals(literal).stream())
                .toList();
    }

    private static Set<Surface> surfaces(JsonNode node) {
        var surfaces = EnumSet.allOf(Surface.class);
        if (node.has("surfaces")) {
            surfaces.clear();
            texts(node, "surfaces").forEach(name -> surfaces.add(oneOf(Surface.class, name)));
        }
        return surfaces;
    }

    private static double confidence(JsonNode node) {
        double confidence = node.path("confidence").asDouble(-1);
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("\"confidence\" is above 0 and at most 1");
        }
        return confidence;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return constant;
            }
        }
        String kind = type.getSimpleName().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException("no " + kind + " is called \"" + name + "\"");
    }

    private static String text(JsonNode node, String key) {
        JsonNode text = node.path(key);
        if (!text.isString() || text.stringValue().isEmpty()) {
            throw new IllegalArgumentException("\"" + key + "\" is a text");
        }
        return text.stringValue();
    }

    private static List<String> texts(JsonNode node, String key) {
        JsonNode list = node.path(key);
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("\"" + key + "\" is a list with at least one text");
        }
        var texts = new ArrayList<String>();
        for (JsonNode text : list) {
            if (!text.isString()) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" holds something that is no text; put it in quotation marks");
            }
            texts.add(text.stringValue());
        }
        return List.copyOf(texts);
    }

    private static void keys(JsonNode node, Set<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("\"" + key + "\" is no key of it");
            }
        }
    }
}
