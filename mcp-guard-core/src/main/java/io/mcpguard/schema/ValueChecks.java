package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords that look at one value as a whole: its type, its equals, numbers and strings. */
final class ValueChecks {

    private static final List<String> TYPES =
            List.of("null", "boolean", "integer", "number", "string", "array", "object");
    private static final int INTEGER = 1 << 2;
    private static final int NUMBER = 1 << 3;
    private static final int CHARS_PER_STEP = 64;

    private ValueChecks() {}

    static List<Check> of(Keywords keywords, Meter meter) {
        var checks = new ArrayList<Check>();
        type(keywords, checks);
        equality(keywords, meter, checks);
        numbers(keywords, checks);
        strings(keywords, meter, checks);
        format(keywords, checks);
        return checks;
    }

    private static void type(Keywords keywords, List<Check> checks) {
        Object type = keywords.get("type");
        if (type == null) {
            return;
        }
        int allowed = 0;
        for (Object name : type instanceof List<?> list ? list : List.of(type)) {
            int bit = TYPES.indexOf(name);
            if (bit < 0) {
                throw Keywords.malformed();
            }
            allowed |= 1 << bit;
        }
        int mask = (allowed & NUMBER) == 0 ? allowed : allowed | INTEGER;
        checks.add((value, run, seen) -> (mask & typeOf(value, mask, run)) != 0 || run.fail("type"));
    }

    private static int typeOf(@Nullable Object value, int mask, Meter meter) {
        if (value instanceof String) {
            return 1 << 4;
        }
        if (value instanceof Number n) {
            // whether 7.0 is an integer need not be known where any number will do
            return (mask & NUMBER) == 0 && (mask & INTEGER) != 0 && Numbers.isInteger(n, meter) ? INTEGER : NUMBER;
        }
        if (value instanceof Map) {
            return 1 << 6;
        }
        if (value instanceof List) {
            return 1 << 5;
        }
        return value instanceof Boolean ? 1 << 1 : 1;
    }

    private static void equality(Keywords keywords, Meter meter, List<Check> checks) {
        if (keywords.contains("const")) {
            Object expected = keywords.get("const");
            checks.add((value, run, seen) -> JsonEquality.equal(expected, value, run) || run.fail("const"));
        }
        List<?> list = keywords.list("enum");
        if (list != null) {
            var values = new JsonEquality.Values();
            for (Object value : list) {
                values.add(value, meter);
            }
            checks.add((value, run, seen) -> values.contains(value, run) || run.fail("enum"));
        }
    }

    private static void numbers(Keywords keywords, List<Check> checks) {
        bound(keywords, "minimum", "exclusiveMinimum", 1, checks);
        bound(keywords, "maximum", "exclusiveMaximum", -1, checks);
        Number divisor = keywords.number("multipleOf");
        if (divisor != null) {
            if (!(divisor.doubleValue() > 0)) {
                throw Keywords.malformed();
            }
            checks.add((value, run, seen) ->
                    !(value instanceof Number n) || Numbers.isMultiple(n, divisor, run) || run.fail("multipleOf"));
        }
    }

    /** A lower bound has sign 1, an upper one -1. In draft-04 the exclusive one is a flag beside the other. */
    private static void bound(Keywords keywords, String inclusive, String exclusive, int sign, List<Check> checks) {
        Number limit = keywords.number(inclusive);
        boolean flag = keywords.get(exclusive) instanceof Boolean && keywords.flag(exclusive);
        if (limit != null) {
            int least = flag ? 1 : 0;
            String keyword = flag ? exclusive : inclusive;
            checks.add((value, run, seen) -> !(value instanceof Number n)
                    || sign * Numbers.compare(n, limit, run) >= least
                    || run.fail(keyword));
        }
        if (!(keywords.get(exclusive) instanceof Boolean)) {
            Number beyond = keywords.number(exclusive);
            if (beyond != null) {
                checks.add((value, run, seen) -> !(value instanceof Number n)
                        || sign * Numbers.compare(n, beyond, run) > 0
                        || run.fail(exclusive));
            }
        }
    }

    private static void strings(Keywords keywords, Meter meter, List<Check> checks) {
        int min = keywords.count("minLength", 0);
        int max = keywords.count("maxLength", Integer.MAX_VALUE);
        if (min > 0) {
            checks.add((value, run, seen) ->
                    !(value instanceof String text) || length(text, run) >= min || run.fail("minLength"));
        }
        if (max < Integer.MAX_VALUE) {
            checks.add((value, run, seen) ->
                    !(value instanceof String text) || length(text, run) <= max || run.fail("maxLength"));
        }
        String source = keywords.text("pattern");
        if (source != null) {
            LinearPattern pattern = LinearPattern.compile(source, meter);
            checks.add((value, run, seen) ->
                    !(value instanceof String text) || pattern.finds(text, run) || run.fail("pattern"));
        }
    }

    /** An annotation, but for strings that the guard has cut. */
    private static void format(Keywords keywords, List<Check> checks) {
        if (keywords.get("format") instanceof String format) {
            checks.add((value, run, seen) -> !(value instanceof String text)
                    || !run.isCut(text)
                    || Formats.fits(format, text)
                    || run.fail("format"));
        }
    }

    /** In Unicode characters, as JSON Schema counts. */
    private static int length(String text, Meter meter) {
        meter.take(text.length() / CHARS_PER_STEP);
        return text.codePointCount(0, text.length());
    }
}
