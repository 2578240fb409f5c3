package io.mcpguard.policy;

import io.mcpguard.data.DataClass;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one place of the policy says about classes of data, by direction and name of the class. Immutable. */
record DataRules(Map<String, Setting<DataTreatment>> arguments, Map<String, Setting<DataTreatment>> results) {

    static final DataRules NONE = new DataRules(Map.of(), Map.of());

    /** All classes of personal data together. */
    static final String PERSONAL = "personal";

    DataRules {
        arguments = Map.copyOf(arguments);
        results = Map.copyOf(results);
    }

    DataRules with(DataDirection direction, String name, Setting<DataTreatment> treatment) {
        var changed = new TreeMap<>(of(direction));
        changed.put(name, treatment);
        return direction == DataDirection.ARGUMENTS
                ? new DataRules(changed, results)
                : new DataRules(arguments, changed);
    }

    private Map<String, Setting<DataTreatment>> of(DataDirection direction) {
        return direction == DataDirection.ARGUMENTS ? arguments : results;
    }

    /** What is said about a class, of itself or as one of the personal ones; null if nothing is. */
    @Nullable
    Setting<DataTreatment> of(DataDirection direction, DataClass kind) {
        Setting<DataTreatment> own = of(direction).get(kind.id());
        return own != null || kind.equals(DataClass.SECRET)
                ? own
                : of(direction).get(PERSONAL);
    }

    boolean isEmpty() {
        return arguments.isEmpty() && results.isEmpty();
    }

    /** Without the places things stand at. */
    Map<String, Object> tree() {
        var tree = new TreeMap<String, Object>();
        for (DataDirection direction : DataDirection.values()) {
            var classes = new TreeMap<String, Object>();
            of(direction)
                    .forEach((name, treatment) ->
                            classes.put(name, treatment.value().key()));
            if (!classes.isEmpty()) {
                tree.put(direction.key(), classes);
            }
        }
        return tree;
    }
}
