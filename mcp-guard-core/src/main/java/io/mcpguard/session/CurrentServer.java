package io.mcpguard.session;

import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.Server;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.policy.ServerPolicy;
import io.mcpguard.trust.Alarm;
import io.mcpguard.trust.Learned;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as it is known now: its files are looked at anew before each start. Thread-safe. */
final class CurrentServer {

    private static final Logger log = LoggerFactory.getLogger(CurrentServer.class);

    private final Policy policy;
    private volatile Server server;

    /** One that is bound to its files, and whose files nobody has looked at, has none: it fits no pin that has some. */
    CurrentServer(Server server, Policy policy) {
        this.policy = policy;
        this.server = isBound(server, policy) && server.files().isEmpty() ? server.measured(Map.of(), true) : server;
    }

    private static boolean isBound(Server server, Policy policy) {
        return !server.command().isEmpty() && policy.server(server.name()).pinsFiles();
    }

    Server get() {
        return server;
    }

    /** It starts, with these files. */
    Server starts(Map<String, String> files) {
        Server measured = server.measured(files, isBound(server, policy));
        server = measured;
        return measured;
    }

    /** Why too little is known of it; null if enough is. Of files that nobody looked at before it started none is known. */
    @Nullable
    String unsure() {
        Server now = server;
        boolean looked = now.files().isPresent() || now.command().isEmpty();
        Ruling ruling = policy.admits(looked ? now : now.measured(Map.of(), false));
        return ruling.effect() == Ruling.Effect.REFUSE && policy.mode() == Mode.ENFORCE ? ruling.reason() : null;
    }

    /** Two servers to which the policy gives their places are known to be two, however alike they are. */
    boolean expects(Alarm alarm) {
        return !alarm.other().isEmpty() && hasPlace(alarm.other()) && hasPlace(server.name());
    }

    private boolean hasPlace(String name) {
        ServerPolicy listed = policy.server(name);
        return !listed.command().isEmpty() || listed.url().isPresent();
    }

    void tell(Learned learned) {
        Server now = server;
        if (learned.outcome() == Learned.Outcome.FIRST_SIGHT && !now.command().isEmpty()) {
            String known =
                    LaunchedPackage.of(now.command()).sentence(now.files().orElse(Map.of()));
            log.info("server \"{}\" is seen for the first time, known as {}", now.name(), known);
        }
        for (Alarm alarm : learned.alarms()) {
            log.warn("server \"{}\": {}: {}", now.name(), alarm.rule(), alarm.message());
        }
    }
}
