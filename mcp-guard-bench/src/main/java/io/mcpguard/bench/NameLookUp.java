package io.mcpguard.bench;

import io.mcpguard.names.Likeness;
import io.mcpguard.names.NameIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One name of a server against 10,000 known ones: names of two words and a number, as those of registries are about. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NameLookUp {

    static final int KNOWN = 10_000;

    private static final List<String> FIRST = List.of(
            "github",
            "slack",
            "notion",
            "weather",
            "calendar",
            "postgres",
            "browser",
            "search",
            "invoice",
            "translate",
            "kubernetes",
            "spotify",
            "stripe",
            "terminal",
            "filesystem",
            "memory",
            "payroll",
            "ticket",
            "video",
            "maps");
    private static final List<String> SECOND = List.of("tools", "reader", "helper", "bridge", "agent");

    /** Slips, look-alikes and names of their own. */
    private static final List<String> ASKED = List.of(
            "githup-tools-7",
            "s1ack-bridge-12",
            "notion-official-reader",
            "weather",
            "zebra-counter",
            "payrol-agent-55");

    private final List<String> names = names();
    private final NameIndex index = NameIndex.of(names);
    private int next;

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (int i = 0; names.size() < KNOWN; i++) {
            for (String first : FIRST) {
                for (String second : SECOND) {
                    names.add(first + "-" + second + "-" + i);
                }
            }
        }
        return names;
    }

    @Benchmark
    public List<Likeness> likeness() {
        return index.likeness(ASKED.get(next++ % ASKED.size()));
    }

    /** What it costs when a known name comes or goes. */
    @Benchmark
    public NameIndex index() {
        return NameIndex.of(names);
    }
}
