package io.mcpguard.trust;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store in memory that fails as told. */
final class UnreliableStore implements PinStore {

    private final MemoryPinStore store = new MemoryPinStore();
    private String failRead;
    private String failWrite;
    private boolean refuse;
    private Runnable beforeWrite = () -> {};
    private int loads;

    void failReads(String message) {
        failRead = message;
    }

    void failWrites(String message) {
        failWrite = message;
    }

    /** As if somebody else had always been faster. */
    void refuseWrites() {
        refuse = true;
    }

    /** Done once, before the next write, as somebody else would in that moment. */
    void beforeNextWrite(Runnable action) {
        beforeWrite = action;
    }

    void work() {
        failRead = null;
        failWrite = null;
        refuse = false;
    }

    int loads() {
        return loads;
    }

    Pins content() {
        return store.load().toCompletableFuture().join().pins();
    }

    @Override
    public CompletionStage<Snapshot> load() {
        loads++;
        return failRead == null ? store.load() : CompletableFuture.failedFuture(new IllegalStateException(failRead));
    }

    @Override
    public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
        Runnable action = beforeWrite;
        beforeWrite = () -> {};
        action.run();
        if (failWrite != null) {
            throw new IllegalStateException(failWrite);
        }
        return refuse ? CompletableFuture.completedFuture(false) : store.replace(expectedRevision, pins);
    }
}
