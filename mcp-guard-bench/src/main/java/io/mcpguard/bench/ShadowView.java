package io.mcpguard.bench;

import io.mcpguard.policy.Policy;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.shadow.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one server says of the tools of others: 2,000 of them, of 40 servers. Results are text of 10 KB without any of their
 * names, and with one in every fifth sentence; a page has 50 definitions, which are judged for the first time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ShadowView {

    static final int SERVERS = 40;
    static final int TOOLS = 50;
    static final int PAGE = 50;
    static final int CHARS = 10 * Samples.KILOBYTE;

    private static final String SPEAKER = "speaker";

    private final ForeignTools view =
            new ForeignTools(NameClaims.of(Policy.balanced(), null, List.of()), new AllTrusted());
    private final List<Map<?, ?>> page = new ArrayList<>();
    private final String plain = text(0);
    private final String naming = text(5);

    @Setup
    public void declare() {
        for (int server = 0; server < SERVERS; server++) {
            var tools = new ArrayList<ForeignTools.Tool>();
            for (int i = 0; i < TOOLS; i++) {
                tools.add(new ForeignTools.Tool(name(server, i), description(server, i)));
            }
            view.declare("server-" + server, tools);
        }
        for (Object tool : ((List<?>) Samples.listing().getOrDefault("tools", List.of())).subList(0, PAGE)) {
            page.add((Map<?, ?>) tool);
        }
    }

    private static String name(int server, int tool) {
        return "get_report_%d_of_%d".formatted(tool, server);
    }

    private static String description(int server, int tool) {
        return "Makes report %d of warehouse %d, with a sum for each month and a list of what is missing"
                .formatted(tool, server);
    }

    /** Prose, of which every so many sentences name one of the tools; none if 0. */
    private static String text(int every) {
        var text = new StringBuilder(CHARS);
        for (int i = 1; text.length() < CHARS; i++) {
            text.append("The delivery from the sawmill arrived on Tuesday, two pallets short of what was ordered. ");
            if (every > 0 && i % every == 0) {
                text.append("It is listed by ")
                        .append(name(i % SERVERS, i % TOOLS))
                        .append(" as well. ");
            }
        }
        text.setLength(CHARS);
        return text.toString();
    }

    @Benchmark
    public int result() {
        return References.inResult(SPEAKER, plain, view).size();
    }

    @Benchmark
    public int resultWithNames() {
        return References.inResult(SPEAKER, naming, view).size();
    }

    @Benchmark
    public int page() {
        int found = 0;
        for (Map<?, ?> tool : page) {
            found += References.inDefinition(SPEAKER, tool, view).size();
            found += view.cloneOf(SPEAKER, String.valueOf(tool.get("description"))) == null ? 0 : 1;
        }
        return found;
    }

    /** Of servers that a person knows. */
    static final class AllTrusted implements ForeignTools.Trust {

        @Override
        public boolean trusts(String server, String tool) {
            return true;
        }

        @Override
        public boolean isContested(String server, String tool) {
            return false;
        }
    }
}
