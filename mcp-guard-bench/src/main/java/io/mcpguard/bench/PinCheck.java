package io.mcpguard.bench;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One unchanged tool against its pin: the definition is a tree that was read anew and is equal to the pinned one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PinCheck {

    private static final int COPIES = 8;

    private final TrustBook book =
            new TrustBook(new MemoryPinStore(), Policy.balanced().pin());
    private final List<List<Observed.Item>> listings = new ArrayList<>();
    private int next;

    @Setup
    public void learn() {
        for (Map<String, @Nullable Object> listing : Wire.copies(COPIES, Samples.listing())) {
            listings.add(items(JsonTree.freezeObject(listing, Limits.DEFAULT)));
        }
        List<Observed.Item> first = items(JsonTree.freezeObject(Samples.listing(), Limits.DEFAULT));
        book.learn(Guards.SERVER, new Observed(Map.of(), first))
                .toCompletableFuture()
                .join();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.TOOLS)
    public int unchanged() {
        int trusted = 0;
        for (Observed.Item item : listings.get(next++ % COPIES)) {
            Standing standing = book.check(Guards.SERVER, ItemKind.TOOL, item.name(), item.definition());
            trusted += standing.trusted() ? 1 : 0;
        }
        if (trusted < Samples.TOOLS) {
            throw new IllegalStateException("an unchanged tool is not trusted");
        }
        return trusted;
    }

    private static List<Observed.Item> items(Map<String, @Nullable Object> listing) {
        var items = new ArrayList<Observed.Item>();
        for (Object tool : (List<?>) listing.getOrDefault("tools", List.of())) {
            String name = String.valueOf(((Map<?, ?>) tool).get("name"));
            items.add(new Observed.Item(ItemKind.TOOL, name, tool, true));
        }
        return items;
    }
}
