package io.mcpguard.bench;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * One round: what each benchmark cost.
 *
 * @param costs by short name, such as {@code GuardCall.call:1}, the parameters' values after the colon
 */
record Measured(Map<String, Cost> costs) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** An operation's time and what it allocates on its own thread and others. */
    record Cost(double micros, double bytes) {}

    static Measured of(Collection<RunResult> results) {
        var costs = new TreeMap<String, Cost>();
        for (RunResult result : results) {
            double bytes = requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                    .getScore();
            costs.put(name(result), new Cost(result.getPrimaryResult().getScore(), bytes));
        }
        return new Measured(costs);
    }

    Cost cost(String benchmark) {
        Cost cost = costs.get(benchmark);
        if (cost == null) {
            throw new IllegalArgumentException("no benchmark \"" + benchmark + "\" among " + costs.keySet());
        }
        return cost;
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        String shortName = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        String params = result.getParams().getParamsKeys().stream()
                .map(key -> result.getParams().getParam(key))
                .collect(Collectors.joining(","));
        return params.isEmpty() ? shortName : shortName + ":" + params;
    }
}
