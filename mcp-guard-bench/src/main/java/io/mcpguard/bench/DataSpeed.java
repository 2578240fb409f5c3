package io.mcpguard.bench;

import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.vault.Conversations;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.data.vault.DataVault.Found;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** All detectors of data over one result, beside Jackson's parse of the same message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DataSpeed {

    private static final int BYTES = 64 << 10;

    /** What the message says. */
    public enum Content {
        /** Clean prose and records in ASCII. */
        PROSE,
        /** Honest documents: prose with addresses and numbers, lists, tables, code, records. */
        DOCUMENTS,
        /** E-mail addresses, one after another, which are only recorded. */
        EMAILS("ana.lopez@nordwind-reisen.de, "),
        /** Secrets, one after another. */
        SECRETS("key=AKIAQ3EGRLUM7ZVTY2XD "),
        /** One long number. */
        DIGITS("4"),
        /** Numbers in groups. */
        GROUPS("4012 8888 "),
        /** At signs. */
        AT_SIGNS("@"),
        /** Assignments of nothing. */
        EQUALS("password="),
        /** Colons. */
        COLONS("a:1:");

        private final String part;

        Content() {
            this("");
        }

        Content(String part) {
            this.part = part;
        }

        Map<String, @Nullable Object> result() {
            if (this == PROSE) {
                return Samples.result(BYTES, Prose.ASCII);
            }
            String text = this == DOCUMENTS ? Documents.of(BYTES) : part.repeat(BYTES / part.length());
            return Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", false);
        }
    }

    @Param
    Content content = Content.PROSE;

    private final DataVault vault = new DataVault(
            Detectors.standard(Map.of(), id -> false),
            new Conversations(10_000, Duration.ofHours(8), Clock.systemUTC()));
    private Map<String, @Nullable Object> result = Map.of();
    private String json = "";

    /** Makes the message, as it comes off a wire. */
    @Setup(Level.Trial)
    public void make() {
        json = Wire.write(content.result());
        result = Wire.read(json);
    }

    /** {@return the values in the message} */
    @Benchmark
    public Found look() {
        return vault.lookAtReceived("bench", result, Set.of(), kind -> kind.equals(DataClass.SECRET) ? 1 : 0);
    }

    /** {@return the message, read by Jackson} */
    @Benchmark
    public Object parse() {
        return Wire.read(json);
    }
}
