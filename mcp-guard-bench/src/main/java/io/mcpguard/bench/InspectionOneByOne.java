package io.mcpguard.bench;

import com.google.re2j.Pattern;
import io.mcpguard.inspect.RulesToMeasure;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
 * The messages of {@link InspectionSpeed}, searched for the same rules one by one. The searches get them in lower case and do
 * no more than that: no views, no offsets, no {@code unless}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InspectionOneByOne {

    @Param({"PROSE", "ACCENTED"})
    InspectionSpeed.Text text = InspectionSpeed.Text.PROSE;

    private final List<Pattern> re2 = RulesToMeasure.patterns();
    /** The same; trusted text only, since it may take exponential time. */
    private final List<java.util.regex.Pattern> backtracking = re2.stream()
            .map(pattern -> java.util.regex.Pattern.compile(pattern.pattern(), flags(pattern)))
            .toList();

    private String lowerCase = "";

    private static int flags(Pattern pattern) {
        return (pattern.flags() & Pattern.DOTALL) == 0 ? 0 : java.util.regex.Pattern.DOTALL;
    }

    @Setup(Level.Trial)
    public void make() {
        lowerCase = Wire.write(text.result()).toLowerCase(Locale.ROOT);
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
}
