package io.mcpguard.bench;

import io.mcpguard.api.Phase;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.RulesToMeasure;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.verdict.Report;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Clean results from small to large, and packs of few and many rules. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InspectionScaling {

    @Param({"1", "16", "256", "1024"})
    int kilobytes = 1;

    @Param
    RulesToMeasure.Pack pack = RulesToMeasure.Pack.ONCE;

    private Inspector rules = Inspector.standard();
    private Map<String, @Nullable Object> result = Map.of();

    @Setup(Level.Trial)
    public void make() {
        rules = RulesToMeasure.inspector(pack);
        result = Samples.result(kilobytes * Samples.KILOBYTE, Prose.ASCII);
    }

    /** {@return what the rules find} */
    @Benchmark
    public Report rules() {
        return rules.inspect(Surface.RESULT, "tools/call", Phase.RESPONSE, result);
    }
}
