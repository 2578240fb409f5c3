package io.mcpguard.it.hostile;

import io.mcpguard.it.transport.Answers;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitUrlRequest;
import io.modelcontextprotocol.spec.McpSchema.Root;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;

/** The application that every attacker hopes for: does what it is asked, and leaves all caution to the guard. */
final class Obliging implements Answers {

    /** A prompt on which its model fails, and says more in doing so than a server should know. */
    static final String FAILS = "boom";

    @Override
    public List<Root> roots() {
        return List.of(new Root("file:///work/project", "project"), new Root("file:///home/ana", "home of Ana"));
    }

    @Override
    public CreateMessageResult sample(CreateMessageRequest request) {
        if (FAILS.equals(request.systemPrompt())) {
            throw new IllegalStateException("cannot open /home/ana/models/secret.gguf");
        }
        return new CreateMessageResult(
                McpSchema.Role.ASSISTANT,
                TextContent.builder("sampled with " + request.maxTokens() + " tokens")
                        .build(),
                "test-model",
                CreateMessageResult.StopReason.END_TURN);
    }

    @Override
    public ElicitResult fillIn(ElicitFormRequest form) {
        return new ElicitResult(ElicitResult.Action.ACCEPT, Map.of("value", "filled in"));
    }

    @Override
    public ElicitResult visit(ElicitUrlRequest address) {
        return new ElicitResult(ElicitResult.Action.ACCEPT, null);
    }
}
