package io.mcpguard.bench;

import com.google.re2j.Pattern;
import io.mcpguard.api.Phase;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Report;
import io.mcpguard.inspect.RulesToMeasure;
import io.mcpguard.inspect.Surface;
import java.util.List;
import java.util.Locale;
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

/**
 * A clean result of 64 KiB: inspected, and searched for the same rules one by one. The searches get it in lower case
 * and do no more than that: no views, no offsets, no {@code unless}. {@code -prof gc} shows what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InspectionOneByOne {

    @Param
    Prose prose = Prose.ASCII;

    private final Inspector rules = RulesToMeasure.inspector(RulesToMeasure.Pack.ONCE);
    private final List<Pattern> re2 = RulesToMeasure.patterns();
    /** The same; trusted text only, since it may take exponential time. */
    private final List<java.util.regex.Pattern> backtracking = re2.stream()
            .map(pattern -> java.util.regex.Pattern.compile(pattern.pattern(), flags(pattern)))
            .toList();

    private Map<String, @Nullable Object> result = Map.of();
    private String json = "";
    private String lowerCase = "";

    private static int flags(Pattern pattern) {
        return (pattern.flags() & Pattern.DOTALL) == 0 ? 0 : java.util.regex.Pattern.DOTALL;
    }

    @Setup(Level.Trial)
    public void make() {
        json = Wire.write(Samples.result(64 * Samples.KILOBYTE, prose));
        result = Wire.read(json);
        lowerCase = json.toLowerCase(Locale.ROOT);
    }

    /** {@return what the rules find} */
    @Benchmark
    public Report rules() {
        return rules.inspect(Surface.RESULT, "tools/call", Phase.RESPONSE, result);
    }

    /** {@return what the rules and the classifier find} */
    @Benchmark
    public Report rulesAndClassifier() {
        return Inspector.standard().inspect(Surface.RESULT, "tools/call", Phase.RESPONSE, result);
    }

    /** {@return how many rules RE2/J finds, one after another} */
    @Benchmark
    public long re2OneByOne() {
        return re2.stream().filter(pattern -> pattern.matcher(lowerCase).find()).count();
    }

    /** {@return how many rules java.util.regex finds, one after another} */
    @Benchmark
    public long javaRegexOneByOne() {
        return backtracking.stream()
                .filter(pattern -> pattern.matcher(lowerCase).find())
                .count();
    }

    /** {@return the message, read by Jackson} */
    @Benchmark
    public Object parse() {
        return Wire.read(json);
    }

    /** {@return the sum of its characters} */
    @Benchmark
    public int look() {
        int sum = 0;
        for (int i = 0; i < json.length(); i++) {
            sum += json.charAt(i);
        }
        return sum;
    }
}
