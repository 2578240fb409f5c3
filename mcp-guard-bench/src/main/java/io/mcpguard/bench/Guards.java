package io.mcpguard.bench;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.trust.MemoryPinStore;
import java.net.URI;
import java.util.Map;

/** Guards with the {@code balanced} preset and pins in memory, and the server they guard. */
final class Guards {

    static final Server SERVER = Server.url("stock", URI.create("https://stock.example/mcp"));

    /** Takes decisions and does nothing with them. */
    static final AuditSink NO_AUDIT = decision -> {};

    private Guards() {}

    /** A guard that never saw a server. */
    static McpGuard unknowing() {
        return guard(new MemoryPinStore(), NO_AUDIT);
    }

    /**
     * A guard that has the server's pins from before it was started: what the server lists is equal to what is pinned, and
     * not the same object, as it is in the process that pinned it.
     */
    static McpGuard knowing(AuditSink audit) {
        var pins = new MemoryPinStore();
        new Line(guard(pins, NO_AUDIT), Samples.listing()).exchange("tools/list", Map.of(), Samples.listing());
        return guard(pins, audit);
    }

    private static McpGuard guard(PinStore pins, AuditSink audit) {
        return McpGuard.builder().lock(pins).audit(audit).build();
    }
}
