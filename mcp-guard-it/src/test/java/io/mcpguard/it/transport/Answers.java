package io.mcpguard.it.transport;

import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitUrlRequest;
import io.modelcontextprotocol.spec.McpSchema.Root;
import java.util.List;

/** What an application answers a server that asks it something. A client with answers declares the capabilities for all. */
public interface Answers {

    List<Root> roots();

    CreateMessageResult sample(CreateMessageRequest request);

    ElicitResult fillIn(ElicitFormRequest form);

    ElicitResult visit(ElicitUrlRequest address);
}
