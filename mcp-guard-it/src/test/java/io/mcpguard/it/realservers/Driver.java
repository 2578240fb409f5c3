package io.mcpguard.it.realservers;

import static io.mcpguard.it.realservers.Transcript.From.SERVER;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Drives one client through a script. Each step waits until everything that it set off has come to rest. */
final class Driver {

    /** What a step waits for besides the end of its call: so many messages of a lane. */
    record Expect(String lane, int count) {}

    /** A message that a step waited for never came. */
    static final class Missed extends AssertionError {

        private static final long serialVersionUID = 1L;

        Missed(String message) {
            super(message);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Longer than a message takes between two connections of one server, shorter than anybody minds. */
    private static final Duration QUIET = Duration.ofMillis(150);

    private final McpSyncClient client;
    private final Recorder recorder;
    private final Transcript transcript;
    private List<String> listed = List.of();

    Driver(McpSyncClient client, Recorder recorder, Transcript transcript) {
        this.client = client;
        this.recorder = recorder;
        this.transcript = transcript;
    }

    McpSyncClient client() {
        return client;
    }

    /** Does something and writes down what it gave, an exception too. */
    void step(String name, Callable<?> call, Expect... expected) {
        transcript.begin(name);
        transcript.outcome(name, Outcomes.of(call));
        settle(name, expected);
    }

    void step(String name, Runnable call, Expect... expected) {
        step(
                name,
                () -> {
                    call.run();
                    return null;
                },
                expected);
    }

    /**
     * A request that the SDK's client has no method for.
     *
     * @return its result, or its error
     */
    Map<?, ?> request(String name, String method, Map<String, Object> params, Expect... expected) {
        transcript.begin(name);
        try {
            Object answer = recorder.request(method, params, PATIENCE);
            transcript.outcome(name, answer);
            settle(name, expected);
            return (Map<?, ?>) answer;
        } catch (Exception e) {
            throw new AssertionError("step \"" + name + "\" has no answer", e);
        }
    }

    /** Calls a tool. */
    void call(ToolUse use, Expect... expected) {
        var request = CallToolRequest.builder(use.tool()).arguments(use.arguments());
        if (use.progress()) {
            request.progressToken(use.step());
        }
        step("call " + use.step(), () -> client.callTool(request.build()), expected);
    }

    /** Asks for every list that the server has. */
    void lists() {
        var can = client.getServerCapabilities();
        if (can.tools() != null) {
            step("tools", () -> client.listTools());
        }
        if (can.prompts() != null) {
            step("prompts", () -> client.listPrompts());
        }
        if (can.resources() != null) {
            step("resources", () -> client.listResources());
            step("resource templates", () -> client.listResourceTemplates());
        }
        step("ping", client::ping);
    }

    /** A tool without an entry in the script would go unseen. */
    void requireUses(List<ToolUse> uses, Set<String> calledElsewhere) {
        var known = uses.stream().map(ToolUse::tool).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(calledElsewhere);
        list("tools again", () -> names(client.listTools().tools(), Tool::name));
        requireSame("tools", known);
    }

    void requirePrompts(Set<String> known) {
        list("prompts again", () -> names(client.listPrompts().prompts(), Prompt::name));
        requireSame("prompts", known);
    }

    /** The URIs of the server's resources. */
    List<String> resources() {
        list("resources again", () -> names(client.listResources().resources(), Resource::uri));
        return listed;
    }

    private void list(String name, Callable<List<String>> call) {
        listed = List.of();
        step(name, () -> {
            listed = call.call();
            return listed;
        });
    }

    private static <T> List<String> names(List<T> items, Function<T, String> name) {
        return items.stream().map(name).toList();
    }

    private void requireSame(String what, Set<String> known) {
        if (!known.equals(Set.copyOf(listed))) {
            var missing = new TreeSet<>(listed);
            missing.removeAll(known);
            var gone = new TreeSet<>(known);
            gone.removeAll(listed);
            throw new AssertionError("the server's " + what + " are not those of the script: add " + missing
                    + ", take out " + gone + " (docs/real-servers.md)");
        }
    }

    private void settle(String step, Expect... expected) {
        for (Expect expect : expected) {
            if (!transcript.await(SERVER, expect.lane(), expect.count(), PATIENCE.toNanos())) {
                throw new Missed("step \"" + step + "\": the server did not send " + expect.count() + " \""
                        + expect.lane() + "\"");
            }
        }
        if (!transcript.awaitQuiet(QUIET.toNanos(), PATIENCE.toNanos())) {
            throw new AssertionError("step \"" + step + "\" does not come to rest; open: " + transcript.open());
        }
    }
}
