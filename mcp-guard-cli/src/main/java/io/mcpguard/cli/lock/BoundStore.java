package io.mcpguard.cli.lock;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.CliException;
import io.mcpguard.trust.SecretParts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The lock as it was shown to a person: as soon as anybody else changes it, reading and writing fail. So nothing is
 * approved on the strength of what no longer stands there. Its own writes count as shown. For one thread.
 */
public final class BoundStore implements PinStore {

    private final PinStore store;
    private final String name;
    private Snapshot shown;

    private BoundStore(PinStore store, String name, Snapshot shown) {
        this.store = store;
        this.name = name;
        this.shown = shown;
    }

    /**
     * Reads a store.
     *
     * @param store the lock
     * @param name the lock's file, for messages
     * @return the store, bound to what stands in it now
     */
    public static BoundStore of(PinStore store, String name) {
        return new BoundStore(store, name, store.load().toCompletableFuture().join());
    }

    /** {@return what is shown} */
    public Pins pins() {
        return shown.pins();
    }

    /** {@return the revision of it} */
    public String revision() {
        return shown.revision();
    }

    @Override
    public CompletionStage<Snapshot> load() {
        return store.load().thenApply(now -> {
            boolean same = now.revision().equals(shown.revision())
                    || (shown.revision().isEmpty() && SecretParts.same(now.pins(), shown.pins()));
            if (!same) {
                throw changed();
            }
            shown = now;
            return now;
        });
    }

    @Override
    public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
        if (!expectedRevision.equals(shown.revision())) {
            return CompletableFuture.failedFuture(changed());
        }
        return store.replace(expectedRevision, pins).thenApply(replaced -> {
            if (!replaced) {
                throw changed();
            }
            shown = new Snapshot("", pins); // whose revision the next reading tells
            return true;
        });
    }

    private CliException changed() {
        return new CliException(name
                + ": somebody else changed it since it was shown, so nothing more is approved; run the command again");
    }
}
