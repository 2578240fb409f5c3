package io.mcpguard.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a JSON value has to be. Scalar types are here, the others in {@link Structures}. */
abstract class Type {

    static final Type STRING = scalar("a string", value -> value instanceof String);
    /** A name that the SDK's records refuse to be blank. */
    static final Type NAME =
            scalar("a string that is not blank", value -> value instanceof String text && !text.isBlank());

    /** What is kept to be found again. */
    static final Type REFERENCE =
            scalar("a string of at most 256 characters", value -> value instanceof String text && text.length() <= 256);

    /** What the SDK writes to its log as it is. */
    static final Type LINE = scalar("a string of one line", value -> value instanceof String text && isOneLine(text));

    /** A version of the protocol, {@code 2025-11-25}. */
    static final Type DATE = scalar("a date such as 2025-11-25", value -> value instanceof String text && isDate(text));

    static final Type NO_STRING = scalar("an object, an array or a number", value -> !(value instanceof String));

    static final Type BOOLEAN = scalar("a boolean", value -> value instanceof Boolean);
    static final Type NUMBER =
            scalar("a number", value -> value instanceof Number n && Double.isFinite(n.doubleValue()));
    static final Type INT32 = integer("an integer of 32 bits", Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final Type INT64 = integer("an integer of 64 bits", Long.MIN_VALUE, Long.MAX_VALUE);
    /** A JSON-RPC id or a progress token. */
    static final Type ID = scalar(
            "a string or an integer",
            value -> value instanceof String
                    || value instanceof Long
                    || value instanceof Integer
                    || value instanceof BigInteger);

    static final Type OBJECT = scalar("an object", value -> value instanceof Map);
    static final Type ARRAY = scalar("an array", value -> value instanceof List);
    static final Type NOTHING = scalar("absent", value -> false);

    private final String expected;

    Type(String expected) {
        this.expected = expected;
    }

    /** Whether a value, not null, is of this type. Allocates nothing. */
    abstract boolean fits(Object value);

    /** Says what is wrong with a value that does not fit. */
    void explain(Object value, String pointer, Mistakes mistakes) {
        mistakes.add(pointer, expected);
    }

    private static boolean isOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text) {
        if (text.length() != 10) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            boolean fits = (i == 4 || i == 7) ? c == '-' : (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Type scalar(String expected, Predicate<Object> test) {
        return new Type(expected) {
            @Override
            boolean fits(Object value) {
                return test.test(value);
            }
        };
    }

    /** One of a few strings. */
    static Type oneOf(String... values) {
        Set<String> set = Set.of(values);
        return scalar(
                "one of " + String.join(", ", values), value -> value instanceof String text && set.contains(text));
    }

    /** {@code 7.0} is an integer too, as in JSON Schema; nothing is lost when it is read as 7. */
    private static Type integer(String expected, long min, long max) {
        BigDecimal low = BigDecimal.valueOf(min);
        BigDecimal high = BigDecimal.valueOf(max);
        return scalar(expected, value -> {
            if (value instanceof Long || value instanceof Integer) {
                long n = ((Number) value).longValue();
                return n >= min && n <= max;
            }
            if (value instanceof Double d) {
                // max as a double may be one too many: 2^63 - 1 becomes 2^63
                return d == Math.rint(d) && d >= min && d <= max && d < 0x1p63;
            }
            return value instanceof BigDecimal n
                    && n.compareTo(low) >= 0
                    && n.compareTo(high) <= 0
                    && n.remainder(BigDecimal.ONE).signum() == 0;
        });
    }

    /** Whether a value that may be null is of this type. */
    final boolean fitsPart(@Nullable Object part) {
        return part != null && fits(part);
    }

    /** Says what is wrong with a value that may be null, or fit. */
    final void explainPart(@Nullable Object part, String pointer, Mistakes mistakes) {
        if (part == null) {
            mistakes.add(pointer, expected);
        } else if (!fits(part)) {
            explain(part, pointer, mistakes);
        }
    }
}
