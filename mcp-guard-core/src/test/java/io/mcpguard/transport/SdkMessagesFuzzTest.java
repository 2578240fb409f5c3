package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.session.Message;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

class SdkMessagesFuzzTest {

    private static final Limits LIMITS = new Limits(32, 1_000, 10_000, 100_000);
    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();

    /** Nothing but the mapper of a transport. */
    private static final McpClientTransport DELEGATE = new McpClientTransport() {
        @Override
        public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return MAPPER.convertValue(data, type);
        }
    };

    /** Whatever the SDK read: a message of trees that turns into the SDK's and back without a change, or a refusal. */
    @FuzzTest
    void turnsThereAndBack(byte[] bytes) throws IOException {
        JSONRPCMessage read;
        try {
            read = McpSchema.deserializeJsonRpcMessage(MAPPER, JsonText.write(JsonText.parseObject(bytes, LIMITS)));
        } catch (IOException | RuntimeException expected) {
            return;
        }
        var messages = new SdkMessages(DELEGATE);
        Message tree;
        try {
            tree = messages.toTree(read);
        } catch (RuntimeException expected) {
            return; // the transport drops it, with a record
        }

        JSONRPCMessage again = SdkMessages.toSdk(tree);

        Message back = messages.toTree(again);
        if (tree instanceof Message.Failure failure) {
            // The SDK's errors have a code and a message, whatever came.
            assertThat(back).isInstanceOfSatisfying(Message.Failure.class, same -> {
                assertThat(same.id()).isEqualTo(failure.id());
                assertThat(same.error().get("data")).isEqualTo(failure.error().get("data"));
            });
        } else {
            assertThat(back).isEqualTo(tree);
        }
        Map<?, ?> wire = JsonText.parseObject(MAPPER.writeValueAsString(again), LIMITS);
        assertThat(wire.get("jsonrpc")).isEqualTo("2.0");
    }
}
