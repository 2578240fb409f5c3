package io.mcpguard.it.hostile;

import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Answers;
import io.mcpguard.it.transport.Way;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.ServerFile;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.Trees;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that is described once, as {@link ServerFile} has it, and plays to an {@link Ordeal} over any way: over stdio a
 * child process reads the file, over the others this one does. It has the honest {@code list_files} that an ordeal calls.
 */
final class Described {

    private final String name;
    private final List<Map<String, ?>> tools = new ArrayList<>();
    private final List<Map<String, ?>> resources = new ArrayList<>();

    private Described(String name) {
        this.name = name;
        tool(Trees.object(
                "name", "list_files", "description", "Lists the names of all files.", "$result", "meeting.md"));
    }

    static Described server(String name) {
        return new Described(name);
    }

    /** One more tool; members that begin with {@code $} say what it does. */
    Described tool(Map<String, ?> tool) {
        tools.add(tool);
        return this;
    }

    Described resource(Map<String, ?> resource) {
        resources.add(resource);
        return this;
    }

    /** To a client that cannot be asked, under the default policy. */
    void play(Way way, Agent.Kind kind, Consumer<Ordeal> trial) {
        play(way, kind, Policy.balanced(), null, trial);
    }

    void play(Way way, Agent.Kind kind, Policy policy, @Nullable Answers answers, Consumer<Ordeal> trial) {
        Path file = written();
        try (var ordeal = Ordeal.over(
                kind, policy, answers, guard -> way.to(guard, name, ServerFile.load(file), TestServers.stdio(file)))) {
            trial.accept(ordeal);
        } finally {
            delete(file);
        }
    }

    private Path written() {
        try {
            String json = McpJsonDefaults.getMapper()
                    .writeValueAsString(Trees.object("name", name, "tools", tools, "resources", resources));
            return Files.writeString(Files.createTempFile("mcp-guard-server", ".json"), json); // JSON is YAML
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
