package io.mcpguard.inspect.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.Surface;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that ask for what only the model knows. */
class ContextParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"conversation_history", "conversationHistory", "system_prompt", "tools-list", "chain_of_thought"
            })
    void aParameterForTheContextIsNoticed(String name) {
        assertThat(Inspections.inspect(Surface.DEFINITION, tools(tool(name))).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(ContextParameters.RULE);
                    assertThat(finding.severity()).isEqualTo(Severity.WARN);
                    assertThat(finding.path()).isEqualTo("/tools/0/inputSchema/properties/" + name);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"history", "conversation_id", "prompt", "tool", "reasoning", "context", "model_name", "system"})
    void aParameterOfTheToolsOwnIsNot(String name) {
        assertThat(Inspections.inspect(Surface.DEFINITION, tools(tool(name))).isClean())
                .isTrue();
    }

    @Test
    void aToolThatAsksForOtherToolsAndTheConversationIsStopped() {
        assertThat(Inspections.errors(
                        Inspections.inspect(Surface.DEFINITION, tools(tool("tools_list", "conversation_history")))))
                .isNotEmpty();
    }

    @Test
    void aToolThatWrapsAModelIsOnlyNoticed() {
        assertThat(Inspections.errors(
                        Inspections.inspect(Surface.DEFINITION, tools(tool("system_prompt", "conversation_history")))))
                .isEmpty();
    }

    @Test
    void whatTwoToolsAskForIsNotAddedUp() {
        assertThat(Inspections.errors(Inspections.inspect(
                        Surface.DEFINITION, tools(tool("tools_list"), tool("conversation_history")))))
                .isEmpty();
    }

    @Test
    void aKeyOfTheSameNameInAResultIsData() {
        assertThat(Inspections.inspect(
                                Surface.RESULT,
                                Map.of(
                                        "structuredContent",
                                        Map.of("properties", Map.of("conversation_history", "none"))))
                        .isClean())
                .isTrue();
    }

    private static Map<String, Object> tools(Object... tools) {
        return Map.of("tools", List.of(tools));
    }

    private static Map<String, Object> tool(String... parameters) {
        return Map.of(
                "name",
                "add",
                "inputSchema",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Arrays.stream(parameters)
                                .collect(Collectors.toMap(each -> each, each -> Map.of("type", "string")))));
    }
}
