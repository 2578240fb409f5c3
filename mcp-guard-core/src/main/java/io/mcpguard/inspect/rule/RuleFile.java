package io.mcpguard.inspect.rule;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.RuleFileException;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.rule.Rule.Cut;
import io.mcpguard.inspect.text.Folding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads rule files; docs/inspection.md describes the format. The word lists of one file can be used in those after. */
public final class RuleFile {

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

    private static final int MAX_ID = 64;
    /** In any list, literals written out too. */
    private static final int MAX_TEXTS = 1_000;
    /** Of anything that is written in a file, in characters. */
    private static final int MAX_TEXT = 4_000;

    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final RuleLanguage language;
    private final Map<String, Integer> lines = new HashMap<>();

    public RuleFile(Folding folding) {
        this.language = new RuleLanguage(folding, words);
    }

    /**
     * Reads the rules of one file.
     *
     * @param file its name, for error messages
     * @param text its content
     * @throws RuleFileException with line, rule and reason
     */
    public List<Rule> read(String file, String text) {
        var source = new RuleText(file);
        Object root = source.read(text);
        String id = "";
        int line = 0;
        try {
            if (!(root instanceof Map<?, ?> parts)) {
                throw new IllegalArgumentException("a rule file has the keys \"words\" and \"rules\"");
            }
            keys(parts, FILE_KEYS);
            Map<?, ?> lists = parts.get("words") instanceof Map<?, ?> given ? given : Map.of();
            lists.keySet().forEach(name -> words.put((String) name, words(lists, (String) name)));
            String from = parts.containsKey("from") ? text(parts, "from") : "";
            var rules = new ArrayList<Rule>();
            var ids = new HashSet<String>();
            List<?> given = parts.get("rules") instanceof List<?> list ? list : List.of();
            for (Object each : given) {
                Map<?, ?> rule = each instanceof Map<?, ?> map ? map : Map.of();
                line = source.line(rule);
                id = rule.get("id") instanceof String name ? name : "";
                if (!ids.add(id)) {
                    throw new IllegalArgumentException("two rules have this id");
                }
                rules.add(rule(id, from, rule));
                lines.put(id, line);
            }
            return rules;
        } catch (RuleFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new RuleFileException(file, line, id, String.valueOf(e.getMessage()));
        }
    }

    /** {@return the line that each rule begins in, by id} */
    public Map<String, Integer> lines() {
        return Map.copyOf(lines);
    }

    private Rule rule(String id, String from, Map<?, ?> node) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a rule has no id");
        }
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "an id has a-z, 0-9 and -, begins with a letter, and is 64 long at most");
        }
        keys(node, RULE_KEYS);
        String severity = text(node, "severity");
        List<String> literals = literals(node, "literals");
        var pattern = language.pattern(text(node, "pattern"));
        Anchor.check(pattern.pattern(), literals);
        return new Rule(
                id,
                category(node),
                severity.equals("cue") ? Severity.INFO : oneOf(Severity.class, severity),
                confidence(node),
                text(node, "about"),
                node.containsKey("from") ? text(node, "from") : from,
                surfaces(node),
                literals,
                language.isOtherScript(texts(node, "literals")),
                node.containsKey("then") ? literals(node, "then") : List.of(),
                pattern,
                node.containsKey("unless") ? language.pattern(text(node, "unless")) : null,
                node.containsKey("cut") ? oneOf(Cut.class, text(node, "cut")) : Cut.ORDERS,
                texts(node, "match"),
                texts(node, "pass"));
    }

    private static boolean isId(String id) {
        return id.length() <= MAX_ID
                && id.charAt(0) >= 'a'
                && id.charAt(0) <= 'z'
                && id.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private List<String> literals(Map<?, ?> node, String key) {
        var literals = new ArrayList<String>();
        for (String literal : texts(node, key)) {
            literals.addAll(language.literals(literal));
            if (literals.size() > MAX_TEXTS) {
                throw new IllegalArgumentException("\"" + key + "\" stands for more than 1,000 literals");
            }
        }
        return List.copyOf(literals);
    }

    private static Set<Surface> surfaces(Map<?, ?> node) {
        var surfaces = EnumSet.allOf(Surface.class);
        if (node.containsKey("surfaces")) {
            surfaces.clear();
            texts(node, "surfaces").forEach(name -> surfaces.add(oneOf(Surface.class, name)));
        }
        return surfaces;
    }

    /** It stands in markers, of which no rule may find anything. */
    private static String category(Map<?, ?> node) {
        String category = text(node, "category");
        if (category.length() > MAX_ID || !category.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
            throw new IllegalArgumentException("a category has a-z and -");
        }
        return category;
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
            return bounded(key, text);
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
            texts.add(bounded(key, text));
        }
        if (texts.size() > MAX_TEXTS) {
            throw new IllegalArgumentException("\"" + key + "\" has more than 1,000 texts");
        }
        return List.copyOf(texts);
    }

    private static String bounded(String key, String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("\"" + key + "\" holds a text of more than 4,000 characters");
        }
        return text;
    }

    private static List<String> words(Map<?, ?> lists, String name) {
        List<String> words = texts(lists, name);
        if (words.stream().anyMatch(word -> word.indexOf('{') >= 0)) {
            throw new IllegalArgumentException("the words \"" + name + "\" hold a {; a list does not hold another");
        }
        return words;
    }

    private static void keys(Map<?, ?> node, Set<String> known) {
        for (Object key : node.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("\"" + key + "\" is no key of it");
            }
        }
    }
}
