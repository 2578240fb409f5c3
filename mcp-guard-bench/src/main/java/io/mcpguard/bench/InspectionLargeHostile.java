package io.mcpguard.bench;

import io.mcpguard.api.Phase;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.verdict.Report;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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

/** Ten million characters, rules and classifier: clean prose, and what is made to be slow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InspectionLargeHostile {

    private static final int LENGTH = 10_000_000;
    private static final int LAYERS = 8;

    /** What the text is. */
    public enum Text {
        PROSE,
        ZERO_WIDTH,
        /** Base64 of base64, {@link #LAYERS} deep. */
        NESTED_BASE64
    }

    @Param
    Text text = Text.PROSE;

    private Map<String, @Nullable Object> result = Map.of();

    @Setup(Level.Trial)
    public void make() {
        String subject = text == Text.PROSE
                ? repeated("The delivery from the sawmill arrived on Tuesday. ", LENGTH)
                : text == Text.ZERO_WIDTH ? repeated("\u200b\u200d", LENGTH) : nested();
        result = Map.of("content", List.of(Map.of("type", "text", "text", subject)), "isError", false);
    }

    private static String repeated(String part, int length) {
        return part.repeat(length / part.length());
    }

    private static String nested() {
        String layer = repeated("Two pallets short. ", (int) (LENGTH * Math.pow(0.75, LAYERS)));
        for (int i = 0; i < LAYERS; i++) {
            layer = Base64.getEncoder().encodeToString(layer.getBytes(StandardCharsets.US_ASCII));
        }
        return layer;
    }

    /** {@return what is found in it} */
    @Benchmark
    public Report inspect() {
        return Inspector.standard().inspect(Surface.RESULT, "tools/call", Phase.RESPONSE, result);
    }
}
