package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.session.Message;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkMessagesTest {

    private final SdkMessages messages = new SdkMessages(Heard.to("exit"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":{\"a\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":[1]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no\",\"data\":{\"a\":1}}}",
            })
    void whatIsReadAndWrittenAgainIsWhatItWas(String text) {
        JSONRPCMessage read = SdkMessages.fromEnvelope(JsonText.parseObject(text, Limits.DEFAULT));

        assertThat(JsonText.write(SdkMessages.envelope(read))).isEqualTo(text);
        assertThat(JsonText.write(SdkMessages.envelope(SdkMessages.toSdk(messages.toTree(read)))))
                .isEqualTo(text);
    }

    @Test
    void turnsValuesOfTheApplicationIntoTrees() {
        var request = new JSONRPCRequest("2.0", "m", 1, new JSONRPCError(5, "text", null));

        assertThat(messages.toTree(request))
                .isInstanceOfSatisfying(
                        Message.Request.class,
                        tree -> assertThat(tree.params())
                                .containsEntry("code", 5)
                                .containsEntry("message", "text"));
    }

    @Test
    void refusesAnotherVersionOfJsonRpc() {
        assertThatThrownBy(() -> messages.toTree(new JSONRPCNotification("1.0", "m", null)))
                .hasMessage("not a JSON-RPC 2.0 message");
    }

    @Test
    void ofAnErrorThatTheSdkCouldNotReadNothingIsLeftButThatThereWasOne() {
        var noText = new Message.Failure(1L, Map.of("code", 5, "message", Map.of(), "data", "hidden"));
        var noCode = new Message.Failure(1L, Map.of("code", "5", "message", "text", "data", "hidden"));
        var nothing = new JSONRPCResponse("2.0", 1L, null, new JSONRPCError(0, "", null));

        assertThat(SdkMessages.toSdk(noText)).isEqualTo(nothing);
        assertThat(SdkMessages.toSdk(noCode)).isEqualTo(nothing);
    }

    @Test
    void aCodeOfAnErrorIsAnInteger() {
        assertThat(isCode(-32000)).isTrue();
        assertThat(isCode(-32000L)).isTrue();
        assertThat(isCode(1L << 40)).isFalse();
        assertThat(isCode(1.0)).isFalse();
        assertThat(isCode("1")).isFalse();
    }

    private static boolean isCode(Object code) {
        return SdkMessages.isReadable(Map.of("code", code, "message", "text"));
    }
}
