package io.mcpguard.transport;

import io.mcpguard.api.Server;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Parameters of a child process: who it is, and a copy that nobody can change after the check. */
final class Stdio {

    private Stdio() {}

    static Server server(String name, ServerParameters parameters) {
        var line = new ArrayList<String>();
        line.add(parameters.getCommand());
        line.addAll(parameters.getArgs());
        return Server.command(name, line);
    }

    /** The parameters with the variables that the policy passes on from this process. */
    static ServerParameters copy(ServerParameters parameters, Set<String> passedOn) {
        Map<String, String> env = new HashMap<>(parameters.getEnv());
        for (String name : passedOn) {
            String value = System.getenv(name);
            if (value != null) {
                env.putIfAbsent(name, value);
            }
        }
        return ServerParameters.builder(parameters.getCommand())
                .args(new ArrayList<>(parameters.getArgs()))
                .env(env)
                .build();
    }
}
