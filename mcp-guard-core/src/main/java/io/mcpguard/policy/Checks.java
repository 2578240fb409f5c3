package io.mcpguard.policy;

import io.mcpguard.json.SafeText;
import io.mcpguard.policy.PolicyException.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What file and builder check alike, and the words they use for it. */
final class Checks {

    /** The file of problems and rules that come from code. */
    static final String BUILDER = "builder";

    static final String CONFIDENCE = "write a number from 0 to 1, such as 0.9";

    private static final int MAX_EXCERPT = 60;

    private Checks() {}

    /** What is wrong with a value, and what to do about it. */
    record Fault(String message, String remedy) {

        PolicyException inBuilder(String path) {
            return builderProblem(path, message, remedy);
        }
    }

    static PolicyException builderProblem(String path, String message, String remedy) {
        return new PolicyException(new Problem(BUILDER, 0, 0, path, message, remedy));
    }

    static @Nullable Fault confidence(double value) {
        return value >= 0 && value <= 1 ? null : new Fault(value + " is out of bounds", CONFIDENCE);
    }

    static String quote(String text) {
        return '"' + SafeText.excerpt(text, MAX_EXCERPT) + '"';
    }

    static String oneOf(List<String> values) {
        var text = new StringBuilder("write ");
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : i < values.size() - 1 ? ", " : " or ").append(values.get(i));
        }
        return text.toString();
    }

    /** The path of a member, with brackets where the name would be hard to read between dots. */
    static String member(String path, String name) {
        boolean plain = !name.isEmpty();
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }
        return !plain ? path + '[' + quote(name) + ']' : path.isEmpty() ? name : path + '.' + name;
    }

    /** A whole number with its bounds, both included. */
    record Range(String path, long min, long max, long usual) {

        @Nullable
        Fault fault(long value) {
            return value >= min && value <= max
                    ? null
                    : new Fault(value + " is out of bounds", "write a number from " + min + " to " + max);
        }

        long check(long value) {
            Fault fault = fault(value);
            if (fault != null) {
                throw fault.inBuilder(path);
            }
            return value;
        }
    }

    /** A duration with its bounds, both included. */
    record Span(String path, Duration min, Duration max, Duration usual) {

        @Nullable
        Fault fault(Duration value) {
            return value.compareTo(min) >= 0 && value.compareTo(max) <= 0
                    ? null
                    : new Fault(
                            Durations.write(value) + " is out of bounds",
                            "write a duration from " + Durations.write(min) + " to " + Durations.write(max));
        }

        Duration check(Duration value) {
            Fault fault = fault(value);
            if (fault != null) {
                throw fault.inBuilder(path);
            }
            return value;
        }
    }
}
