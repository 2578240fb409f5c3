package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords for objects. */
final class ObjectChecks {

    private ObjectChecks() {}

    /**
     * The checks of a schema, but for {@code unevaluatedProperties}.
     *
     * @param draft07 whether the schema says that it is of draft-07 or older
     * @param meter counts what compiling costs
     */
    static List<Check> of(Keywords keywords, boolean draft07, Meter meter) {
        var checks = new ArrayList<Check>();
        int min = keywords.count("minProperties", 0);
        int max = keywords.count("maxProperties", Integer.MAX_VALUE);
        List<String> required = keywords.texts("required");
        if (min > 0) {
            checks.add(onObjects((object, run, seen) -> object.size() >= min || run.fail("minProperties")));
        }
        if (max < Integer.MAX_VALUE) {
            checks.add(onObjects((object, run, seen) -> object.size() <= max || run.fail("maxProperties")));
        }
        if (!required.isEmpty()) {
            checks.add(onObjects((object, run, seen) -> hasAll(object, required, run) || run.fail("required")));
        }
        if (!draft07) {
            dependentRequired(keywords.map("dependentRequired"), "dependentRequired", checks);
        }
        Members members = Members.of(keywords, meter);
        if (members != null) {
            checks.add(onObjects(members::test));
        }
        return checks;
    }

    /** Arrays of names that a member needs beside it; other values are left to {@link Combinators}. */
    static void dependentRequired(@Nullable Map<?, ?> dependencies, String keyword, List<Check> checks) {
        if (dependencies == null) {
            return;
        }
        dependencies.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                List<String> needed = Keywords.texts(list);
                checks.add(onObjects((object, run, seen) ->
                        !object.containsKey(name) || hasAll(object, needed, run) || run.fail(keyword)));
            } else if (keyword.equals("dependentRequired")) {
                throw Keywords.malformed();
            }
        });
    }

    /** What is left when all other keywords of the schema have looked at the object. */
    static Check unevaluated(Schema rest) {
        return onObjects((object, run, seen) -> {
            run.take(object.size());
            for (Map.Entry<?, ?> member : object.entrySet()) {
                String key = (String) member.getKey();
                if (seen != null && !seen.hasMember(key) && !Members.member(key, member.getValue(), rest, run)) {
                    return false;
                }
            }
            if (seen != null) {
                seen.allMembers();
            }
            return true;
        });
    }

    private static boolean hasAll(Map<?, ?> object, List<String> names, Run run) {
        run.take(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (!object.containsKey(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Check onObjects(ObjectCheck check) {
        return (value, run, seen) -> !(value instanceof Map<?, ?> object) || check.test(object, run, seen);
    }

    interface ObjectCheck {
        boolean test(Map<?, ?> object, Run run, @Nullable Evaluated seen);
    }
}
