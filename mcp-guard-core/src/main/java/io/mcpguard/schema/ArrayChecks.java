package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keywords for arrays. */
final class ArrayChecks {

    private static final int FEW = 8;

    private ArrayChecks() {}

    /**
     * The checks of a schema, but for {@code unevaluatedItems}.
     *
     * @param draft07 whether the schema says that it is of draft-07 or older
     */
    static List<Check> of(Keywords keywords, boolean draft07) {
        var checks = new ArrayList<Check>();
        int min = keywords.count("minItems", 0);
        int max = keywords.count("maxItems", Integer.MAX_VALUE);
        if (min > 0) {
            checks.add(onArrays((array, run, seen) -> array.size() >= min || run.fail("minItems")));
        }
        if (max < Integer.MAX_VALUE) {
            checks.add(onArrays((array, run, seen) -> array.size() <= max || run.fail("maxItems")));
        }
        items(keywords, draft07, checks);
        contains(keywords, draft07, checks);
        if (keywords.flag("uniqueItems")) {
            checks.add(onArrays(ArrayChecks::unique));
        }
        return checks;
    }

    private static void items(Keywords keywords, boolean draft07, List<Check> checks) {
        List<Schema> prefix = draft07 ? null : keywords.schemas("prefixItems");
        String restKeyword = "items";
        if (prefix == null && keywords.get("items") instanceof List) {
            prefix = keywords.schemas("items");
            restKeyword = "additionalItems";
        }
        List<Schema> first = prefix == null ? List.of() : prefix;
        Schema rest = keywords.schema(restKeyword);
        if (!first.isEmpty() || rest != null) {
            checks.add(onArrays((array, run, seen) -> items(array, first, rest, run, seen)));
        }
    }

    private static boolean items(
            List<?> array, List<Schema> first, @Nullable Schema rest, Run run, @Nullable Evaluated seen) {
        int end = rest == null ? Math.min(first.size(), array.size()) : array.size();
        for (int i = 0; i < end; i++) {
            Schema schema = i < first.size() ? first.get(i) : rest;
            if (schema != null && !item(array, i, schema, run)) {
                return false;
            }
        }
        if (seen != null) {
            seen.itemsBefore(end);
        }
        return true;
    }

    private static void contains(Keywords keywords, boolean draft07, List<Check> checks) {
        Schema schema = keywords.schema("contains");
        if (schema == null) {
            return;
        }
        int min = draft07 ? 1 : keywords.count("minContains", 1);
        int max = draft07 ? Integer.MAX_VALUE : keywords.count("maxContains", Integer.MAX_VALUE);
        checks.add(onArrays((array, run, seen) -> {
            int matches = 0;
            run.beginAlternatives();
            for (int i = 0; i < array.size(); i++) {
                if (item(array, i, schema, run)) {
                    matches++;
                    if (seen != null) {
                        seen.item(i);
                    }
                }
            }
            run.endAlternatives();
            if (matches < min) {
                return run.fail(min == 1 ? "contains" : "minContains");
            }
            return matches <= max || run.fail("maxContains");
        }));
    }

    private static boolean unique(List<?> array, Run run, @Nullable Evaluated seen) {
        if (array.size() <= FEW) {
            for (int i = 1; i < array.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (JsonEquality.equal(array.get(i), array.get(j), run)) {
                        return run.fail("uniqueItems");
                    }
                }
            }
            return true;
        }
        var values = new JsonEquality.Values();
        for (int i = 0; i < array.size(); i++) {
            if (!values.add(array.get(i), run)) {
                return run.fail("uniqueItems");
            }
        }
        return true;
    }

    /** What is left when all other keywords of the schema have looked at the array. */
    static Check unevaluated(Schema rest) {
        return onArrays((array, run, seen) -> {
            run.take(array.size());
            for (int i = 0; i < array.size(); i++) {
                if (seen != null && !seen.hasItem(i) && !item(array, i, rest, run)) {
                    return false;
                }
            }
            if (seen != null) {
                seen.itemsBefore(array.size());
            }
            return true;
        });
    }

    private static boolean item(List<?> array, int index, Schema schema, Run run) {
        run.down(index);
        boolean valid = schema.test(array.get(index), run, null);
        run.up();
        return valid;
    }

    private static Check onArrays(ArrayCheck check) {
        return (value, run, seen) -> !(value instanceof List<?> array) || check.test(array, run, seen);
    }

    private interface ArrayCheck {
        boolean test(List<?> array, Run run, @Nullable Evaluated seen);
    }
}
