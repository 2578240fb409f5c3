package io.mcpguard.test;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The things that an agent does in an attack case. */
final class AttackStep {

    /** Makes the case's server change; what reached it before does not count any more. */
    static final String CHANGE = "change";

    /** Closes the client and connects a new one to the same server, behind the same guard. */
    static final String RECONNECT = "reconnect";

    /** Which server a step is about, the case's own by default. */
    static final String SERVER = "server";

    private static final Set<String> KINDS = Set.of("list", "call", "prompt", "read", CHANGE, RECONNECT);
    private static final Set<String> LISTS = Set.of("tools", "prompts", "resources", "templates");

    private AttackStep() {}

    static void check(Map<String, @Nullable Object> step) {
        long kinds = step.keySet().stream().filter(KINDS::contains).count();
        if (kinds != 1) {
            throw new IllegalArgumentException("a step is one of " + new TreeSet<>(KINDS) + ", not " + step.keySet());
        }
        Object list = step.get("list");
        if (list != null && !LISTS.contains(list)) {
            throw new IllegalArgumentException("list is one of " + new TreeSet<>(LISTS) + ", not " + list);
        }
    }

    /** Does a step that needs a client. */
    static void run(McpSyncClient client, Map<String, @Nullable Object> step) {
        Map<String, @Nullable Object> arguments = Trees.objectAt(step, "arguments");
        switch (Trees.stringAt(step, "list")) {
            case "tools" -> client.listTools();
            case "prompts" -> client.listPrompts();
            case "resources" -> client.listResources();
            case "templates" -> client.listResourceTemplates();
            default -> {} // another kind
        }
        if (step.containsKey("call")) {
            // canonical constructors: older versions of the SDK have no such builders
            client.callTool(new CallToolRequest(Trees.stringAt(step, "call"), arguments, null));
        } else if (step.containsKey("prompt")) {
            client.getPrompt(new GetPromptRequest(Trees.stringAt(step, "prompt"), arguments, null));
        } else if (step.containsKey("read")) {
            client.readResource(new ReadResourceRequest(Trees.stringAt(step, "read"), null));
        }
    }
}
