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

/** Reads rule files; docs/inspection.md describes the format. The word lists of one file can be used in those after. */
final class RuleFile {

    private static final Set<String> FILE_KEYS = Set.of("from", "words", "rules");
    private static final Set<String> RULE_KEYS = Set.of(
            "id",
            "category",
            "severity",
            "confidence",
            "about",
            "from",
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
        Object root = RuleText.read(file, text);
        String in = "";
        try {
            if (!(root instanceof Map<?, ?> parts)) {
                throw new IllegalArgumentException("a rule file has the keys \"words\" and \"rules\"");
            }
            keys(parts, FILE_KEYS);
            Map<?, ?> lists = parts.get("words") instanceof Map<?, ?> given ? given : Map.of();
            lists.keySet().forEach(name -> words.put((String) name, texts(lists, (String) name)));
            String from = parts.containsKey("from") ? text(parts, "from") : "";
            var rules = new ArrayList<Rule>();
            List<?> given = parts.get("rules") instanceof List<?> list ? list : List.of();
            for (Object each : given) {
                Map<?, ?> rule = each instanceof Map<?, ?> map ? map : Map.of();
                String id = rule.get("id") instanceof String name ? name : "";
                in = id.isEmpty() ? "" : ", rule " + id;
                rules.add(rule(id, from, rule));
            }
            return rules;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule file " + file + in + ": " + e.getMessage(), e);
        }
    }

    private Rule rule(String id, String from, Map<?, ?> node) {
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
                node.containsKey("from") ? text(node, "from") : from,
                surfaces(node),
                literals(node, "literals"),
                language.isOtherScript(texts(node, "literals")),
                node.containsKey("then") ? literals(node, "then") : List.of(),
                language.pattern(text(node, "pattern")),
                node.containsKey("unless") ? language.pattern(text(node, "unless")) : null,
                node.containsKey("cut") ? oneOf(Cut.class, text(node, "cut")) : Cut.ORDERS,
                texts(node, "match"),
                texts(node, "pass"));
    }

    private List<String> literals(Map<?, ?> node, String key) {
        return texts(node, key).stream()
                .flatMap(literal -> language.literals(literal).stream())
                .toList();
    }

    private static Set<Surface> surfaces(Map<?, ?> node) {
        var surfaces = EnumSet.allOf(Surface.class);
        if (node.containsKey("surfaces")) {
            surfaces.clear();
            texts(node, "surfaces").forEach(name -> surfaces.add(oneOf(Surface.class, name)));
        }
        return surfaces;
    }

    private static double confidence(Map<?, ?> node) {
        double confidence = node.get("confidence") instanceof Number number ? number.doubleValue() : -1;
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

    private static String text(Map<?, ?> node, String key) {
        if (node.get(key) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException("\"" + key + "\" is a text");
    }

    private static List<String> texts(Map<?, ?> node, String key) {
        if (!(node.get(key) instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("\"" + key + "\" is a list with at least one text");
        }
        var texts = new ArrayList<String>();
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" holds something that is no text; put it in quotation marks");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    private static void keys(Map<?, ?> node, Set<String> known) {
        for (Object key : node.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("\"" + key + "\" is no key of it");
            }
        }
    }
}
