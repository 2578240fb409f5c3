package io.mcpguard.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a tree: <code>{{name}}</code> is a value, <code>{{tags:text}}</code> the text in a hidden form. A string that
 * is one name and nothing else becomes its value, whatever type that has.
 */
final class Placeholders {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Map<String, UnaryOperator<String>> FORMS = Map.of(
            "tags", HiddenText::tags,
            "zero-width", HiddenText::zeroWidth,
            "variation-selectors", HiddenText::variationSelectors,
            "bidi", HiddenText::bidi);

    private final Map<String, ? extends @Nullable Object> values;

    Placeholders(Map<String, ? extends @Nullable Object> values) {
        this.values = values;
    }

    @Nullable
    Object fill(@Nullable Object node) {
        if (node instanceof String text) {
            return fillText(text);
        }
        if (node instanceof List<?> list) {
            var filled = new ArrayList<@Nullable Object>();
            list.forEach(item -> filled.add(fill(item)));
            return filled;
        }
        return node instanceof Map<?, ?> ? fillObject(ServerFile.object(node)) : node;
    }

    Map<String, @Nullable Object> fillObject(Map<String, @Nullable Object> object) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((key, value) -> filled.put(String.valueOf(fillText(key)), fill(value)));
        return filled;
    }

    private @Nullable Object fillText(String text) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return text;
        }
        int close = text.indexOf(CLOSE, open);
        if (close < 0) {
            throw new IllegalArgumentException(OPEN + " without " + CLOSE + " in \"" + text + "\"");
        }
        Object value = value(text.substring(open + OPEN.length(), close));
        if (open == 0 && close + CLOSE.length() == text.length()) {
            return value;
        }
        return text.substring(0, open) + value + fillText(text.substring(close + CLOSE.length()));
    }

    private @Nullable Object value(String name) {
        int colon = name.indexOf(':');
        UnaryOperator<String> form = colon < 0 ? null : FORMS.get(name.substring(0, colon));
        if (form != null) {
            return form.apply(name.substring(colon + 1));
        }
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("no value for " + OPEN + name + CLOSE + ", there are " + values.keySet()
                    + " and " + FORMS.keySet());
        }
        return values.get(name);
    }
}
