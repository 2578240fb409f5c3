package io.mcpguard.policy;

import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Node.Place;
import io.mcpguard.policy.Node.Scalar;
import io.mcpguard.policy.Node.ScalarType;
import io.mcpguard.policy.Node.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single values of the policy file. Each method notes what is wrong with the value and then returns null. */
final class Values {

    private static final String DURATION = "write a number and a unit, such as 500ms, 30s, 10m, 2h or 1d";
    private static final int MAX_DIGITS = 18;

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    String text(Node node, String path) {
        boolean quotable = node instanceof Scalar scalar && scalar.type() != ScalarType.NOTHING;
        return text(node, path, quotable ? "put it in quotes" : "write a text");
    }

    private @Nullable String text(Node node, String path, String remedy) {
        if (node instanceof Scalar scalar && scalar.type() == ScalarType.TEXT) {
            return scalar.text();
        }
        problems.add(node.place(), path, "text is expected, not " + node.kind(), remedy);
        return null;
    }

    /** A text that passes a check. */
    @Nullable
    String text(Node node, String path, Function<String, @Nullable Fault> check) {
        String text = text(node, path);
        return text == null || !passes(node, path, check.apply(text)) ? null : text;
    }

    /** One of several words. */
    <T> @Nullable T choice(Node node, String path, Collection<T> values, Function<T, String> word) {
        String text = text(node, path);
        if (text == null) {
            return null;
        }
        Map<String, T> byWord = new LinkedHashMap<>();
        values.forEach(value -> byWord.put(word.apply(value), value));
        T value = byWord.get(text);
        if (value == null) {
            String closest = Suggestion.closest(text, byWord.keySet());
            problems.add(
                    node.place(),
                    path,
                    Checks.quote(text) + " is not possible here",
                    closest != null ? "did you mean \"" + closest + "\"?" : Checks.oneOf(List.copyOf(byWord.keySet())));
        }
        return value;
    }

    /** True or false. */
    @Nullable
    Boolean bool(Node node, String path) {
        if (node instanceof Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        problems.add(
                node.place(),
                path,
                "true or false is expected, not " + node.kind(),
                "write true or false, without quotes");
        return null;
    }

    /** A whole number within bounds, in digits only: 010, 0x10, 1e3 and 1_000 mean different things to readers. */
    @Nullable
    Long number(Node node, String path, Checks.Range range) {
        boolean number = node instanceof Scalar scalar && scalar.type() == ScalarType.NUMBER;
        String text = number ? ((Scalar) node).text() : "";
        if (!isWhole(text)) {
            problems.add(
                    node.place(),
                    path,
                    "a whole number is expected, not " + (number ? SafeText.excerpt(text, MAX_DIGITS) : node.kind()),
                    "write a number from " + range.min() + " to " + range.max());
            return null;
        }
        long value = Long.parseLong(text);
        return passes(node, path, range.fault(value)) ? value : null;
    }

    /** A number from 0 to 1, in digits only. */
    @Nullable
    Double confidence(Node node, String path) {
        boolean number = node instanceof Scalar scalar && scalar.type() == ScalarType.NUMBER;
        String text = number ? ((Scalar) node).text() : "";
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        if (!isWhole(whole) || (point >= 0 && !isDigits(text.substring(point + 1)))) {
            problems.add(
                    node.place(),
                    path,
                    "a number is expected, not " + (number ? SafeText.excerpt(text, MAX_DIGITS) : node.kind()),
                    Checks.CONFIDENCE);
            return null;
        }
        double value = Double.parseDouble(text);
        return passes(node, path, Checks.confidence(value)) ? value : null;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && isWhole("1" + text);
    }

    private static boolean isWhole(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || (text.length() > 1 && text.startsWith("0"))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A duration within bounds. */
    @Nullable
    Duration duration(Node node, String path, Checks.Span span) {
        String text = text(node, path, DURATION);
        if (text == null) {
            return null;
        }
        Duration duration = Durations.parse(text);
        if (duration == null) {
            problems.add(node.place(), path, "not a duration: " + Checks.quote(text), DURATION);
            return null;
        }
        return passes(node, path, span.fault(duration)) ? duration : null;
    }

    /** A list of texts that pass a check. */
    @Nullable
    List<Listed> texts(Node node, String path, int max, boolean unique, Function<String, @Nullable Fault> check) {
        if (!(node instanceof Sequence sequence)) {
            problems.add(
                    node.place(),
                    path,
                    "a list is expected, not " + node.kind(),
                    "put it in brackets: [first, second]");
            return null;
        }
        List<Node> items = sequence.items();
        if (items.size() > max) {
            problems.add(items.get(max).place(), path, "more than " + max + " entries", "write fewer");
            return null;
        }
        var texts = new ArrayList<Listed>();
        var seen = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            String place = path + "[" + i + "]";
            String text = text(items.get(i), place, check);
            if (text != null && unique && !seen.add(text)) {
                problems.add(items.get(i).place(), place, Checks.quote(text) + " is given twice", "remove one");
            } else if (text != null) {
                texts.add(new Listed(items.get(i).place(), place, text));
            }
        }
        return texts.size() == items.size() ? texts : null;
    }

    private boolean passes(Node node, String path, @Nullable Fault fault) {
        if (fault != null) {
            problems.add(node.place(), path, fault);
        }
        return fault == null;
    }

    /** A text of a list with its place. */
    record Listed(Place place, String path, String text) {}
}
