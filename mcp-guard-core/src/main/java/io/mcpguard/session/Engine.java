package io.mcpguard.session;

import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.api.data.Vault;
import io.mcpguard.approval.Desk;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.pipeline.DataStage;
import io.mcpguard.pipeline.Leaks;
import io.mcpguard.pipeline.Recorder;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.TrustBook;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a guard share.
 *
 * @param policy one immutable snapshot
 * @param interceptors the application's, in its order
 * @param book the pins of all servers
 * @param data keeps secrets and personal data
 * @param leaks watches what goes out piece by piece
 * @param vault the application's, null if it has none
 * @param desk where questions are asked
 * @param recorder where decisions go
 * @param ids makes ids that are unique and hard to guess
 * @param counter numbers exchanges
 * @param names the names of the servers that are connected
 */
public record Engine(
        Policy policy,
        List<Interceptor> interceptors,
        TrustBook book,
        DataVault data,
        Leaks leaks,
        @Nullable Vault vault,
        Desk desk,
        Recorder recorder,
        Supplier<String> ids,
        AtomicLong counter,
        ServerNames names) {

    /** Copies the interceptors. */
    public Engine {
        interceptors = List.copyOf(interceptors);
    }

    /** Nothing is connected yet. */
    public Engine(
            Policy policy,
            List<Interceptor> interceptors,
            TrustBook book,
            DataVault data,
            Leaks leaks,
            @Nullable Vault vault,
            Desk desk,
            Recorder recorder,
            Supplier<String> ids,
            AtomicLong counter) {
        this(policy, interceptors, book, data, leaks, vault, desk, recorder, ids, counter, new ServerNames());
    }

    /** What a session's stages for data are made of. */
    DataStage data(Server server) {
        return new DataStage(policy.data(server), data, leaks);
    }

    /**
     * A session.
     *
     * @param server the server at its other end
     * @return the session, not yet open
     */
    public Session session(Server server) {
        return new GuardedSession(this, server);
    }
}
