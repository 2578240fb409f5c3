package io.mcpguard.bench;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.session.Message;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.TrustBook;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link ManyTools#COUNT} tools, more than any cache of the processor holds. Times are per tool. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeList {

    /** A page of tools that was parsed just now, and a book that has all of them pinned since before. */
    @State(Scope.Thread)
    public static class Tools {
        private final List<String> json = Pages.json();
        private final TrustBook book = book();
        private List<?> page = List.of();
        private int number = -1;

        public Tools() {
            learn(book, ManyTools.frozen(ManyTools.COUNT));
        }

        @Setup(Level.Invocation)
        public void read() {
            number = (number + 1) % json.size();
            page = (List<?>) Objects.requireNonNull(Wire.read(json.get(number)).get("tools"));
        }
    }

    /** All of them, parsed. */
    @State(Scope.Thread)
    public static class NewTools {
        private final List<Map<String, @Nullable Object>> parsed = ManyTools.read(ManyTools.COUNT);
    }

    /** The tools in canonical form. */
    @State(Scope.Thread)
    public static class Texts {
        private final List<byte[]> texts = ManyTools.frozen(ManyTools.COUNT).stream()
                .map(CanonicalJson::write)
                .toList();
        private final MessageDigest digest = sha256();
    }

    /** A line on which nothing was listed yet, of a guard that never saw the server. */
    @State(Scope.Thread)
    public static class NewLine {
        private final List<Map<String, @Nullable Object>> pages = Pages.read();
        private final List<Map<String, @Nullable Object>> again = Pages.read();
        private @Nullable Line line;

        @Setup(Level.Invocation)
        public void connect() {
            line = new Line(Guards.unknowing(), pages);
        }
    }

    /** A line whose tools are known, and a page of them that was read just now. */
    @State(Scope.Thread)
    public static class KnownLine {
        private final List<String> json = Pages.json();
        private final Line line = new Line(Guards.unknowing(), Pages.read());
        private Map<String, @Nullable Object> page = Map.of();
        private int number = -1;

        @Setup(Level.Invocation)
        public void read() {
            number = (number + 1) % json.size();
            page = Wire.read(json.get(number));
        }
    }

    /** The same, where the first tool of each page is not as it was pinned. */
    @State(Scope.Thread)
    public static class HeldLine {
        private final KnownLine known = new KnownLine();

        @Setup(Level.Invocation)
        public void read() {
            known.read();
            Pages.changeFirst(known.page);
        }
    }

    /** What the others are compared with. */
    @Benchmark
    @OperationsPerInvocation(ManyTools.COUNT)
    public int sha256(Texts texts) {
        int sum = 0;
        for (byte[] text : texts.texts) {
            sum += texts.digest.digest(text)[0];
        }
        return sum;
    }

    /** Each parsed tool is frozen and compared as a whole with its pin, which is what the guard does. */
    @Benchmark
    @OperationsPerInvocation(Pages.SIZE)
    public int verified(Tools tools) {
        int chars = 0;
        for (Object parsed : tools.page) {
            chars += trusted(tools.book, parsed).size();
        }
        return chars;
    }

    /** The same, and each is brought into canonical form and digested too, as where a definition is new. */
    @Benchmark
    @OperationsPerInvocation(Pages.SIZE)
    public int verifiedAndDigested(Tools tools) {
        int chars = 0;
        for (Object parsed : tools.page) {
            chars += CanonicalJson.sha256(trusted(tools.book, parsed)).length();
        }
        return chars;
    }

    private static Map<String, @Nullable Object> trusted(TrustBook book, Object parsed) {
        Map<String, @Nullable Object> tool = JsonTree.freezeObject((Map<?, ?>) parsed, Limits.DEFAULT);
        if (!book.check(Guards.SERVER, ItemKind.TOOL, ManyTools.name(tool), tool)
                .trusted()) {
            throw new IllegalStateException("an unchanged tool is not trusted");
        }
        return tool;
    }

    /** A new server's tools are frozen, digested and pinned, without reading what they say. */
    @Benchmark
    @OperationsPerInvocation(ManyTools.COUNT)
    public Learned pinned(NewTools tools) {
        return learn(
                book(),
                tools.parsed.stream()
                        .map(tool -> JsonTree.freezeObject(tool, Limits.DEFAULT))
                        .toList());
    }

    /** The whole guard, inspection included: its own listing of a new server, then the application's. */
    @Benchmark
    @OperationsPerInvocation(ManyTools.COUNT)
    public Message guardCold(NewLine line) {
        if (line.line == null) {
            throw new IllegalStateException("not connected");
        }
        Message last = null;
        for (int page = 0; page < line.again.size(); page++) {
            last = line.line.exchange("tools/list", Pages.params(page), line.again.get(page));
        }
        if (last == null) {
            throw new IllegalStateException("no page");
        }
        return last;
    }

    /** The whole guard on one page of a list that was listed before. */
    @Benchmark
    @OperationsPerInvocation(Pages.SIZE)
    public Message guardUnchanged(KnownLine line) {
        return line.line.exchange("tools/list", Pages.params(line.number), line.page);
    }

    /** The whole guard on one page that holds something to object to, and so is judged item by item each time. */
    @Benchmark
    @OperationsPerInvocation(Pages.SIZE)
    public Message guardOneHeld(HeldLine line) {
        return guardUnchanged(line.known);
    }

    private static TrustBook book() {
        return new TrustBook(new MemoryPinStore(), Policy.balanced().pin());
    }

    private static Learned learn(TrustBook book, List<Map<String, @Nullable Object>> tools) {
        Learned learned = book.learn(Guards.SERVER, ManyTools.observed(tools))
                .toCompletableFuture()
                .join();
        if (learned.trusted().size() != tools.size()) {
            throw new IllegalStateException("not all tools are pinned");
        }
        return learned;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
