package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps pins in memory, for tests and for guards without a place to write. They are gone with the process. */
public final class MemoryPinStore implements PinStore {

    private Snapshot content = new Snapshot("", Pins.empty());
    private long writes;

    /** An empty store. */
    public MemoryPinStore() {}

    @Override
    public synchronized CompletionStage<Snapshot> load() {
        return CompletableFuture.completedFuture(content);
    }

    @Override
    public synchronized CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
        requireNonNull(pins, "pins");
        if (!content.revision().equals(requireNonNull(expectedRevision, "expectedRevision"))) {
            return CompletableFuture.completedFuture(false);
        }
        content = new Snapshot(Long.toString(++writes), pins);
        return CompletableFuture.completedFuture(true);
    }
}
