package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Misbehaviour;
import io.modelcontextprotocol.spec.McpError;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Results, errors and introductions of other types than MCP has. The SDK's mapper would make text of numbers and truth of
 * text, and complains of the rest in exceptions that quote the server.
 */
class ResultsIT {

    private static final int MOST_VARIANTS = 8;

    static Stream<Arguments> results() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.COERCED_TYPES, Misbehaviour.UNKNOWN_CONTENT));
    }

    static Stream<Arguments> longKeys() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.LONG_KEY_IN_ANSWER))
                .filter(each -> each.get()[1] != Way.MEMORY); // there it is no message at all
    }

    static Stream<Arguments> promises() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.BROKEN_PROMISE));
    }

    static Stream<Arguments> errors() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.ODD_ERROR));
    }

    static Stream<Arguments> introductions() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.UNKNOWN_PROTOCOL, Misbehaviour.ODD_INTRODUCTION));
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultOfOtherTypesIsRefused(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            for (int i = 0; i < MOST_VARIANTS; i++) {
                assertThat(ordeal.tryTo(Misbehaving.call())).matches(Misbehaving::isRefusal, "is a refusal");
            }
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.rule().equals("shape"));
        });
    }

    /** Over HTTP it is the SDK that reads, after the guard: what its mapper cannot read would end the stream. */
    @ParameterizedTest
    @MethodSource("longKeys")
    void anAnswerThatTheSdkCannotReadIsRefusedAtOnce(Misbehaviour how, Way way, Agent.Kind kind) {
        boolean isReadByTheSdk = way == Way.STREAMABLE_HTTP || way == Way.SSE;
        Misbehaving.play(how, way, kind, ordeal -> {
            Object got = ordeal.tryTo(Misbehaving.call());
            assertThat(
                            isReadByTheSdk
                                    ? Misbehaving.isRefusal(got)
                                    : String.valueOf(got).contains("coffee beans"))
                    .as("as it should be: " + got)
                    .isTrue();
            ordeal.worksOn();
            ordeal.auditTells(decision ->
                    decision.event().equals("tools/call") && decision.rule().equals(isReadByTheSdk ? "limits" : ""));
        });
    }

    @ParameterizedTest
    @MethodSource("promises")
    void aResultThatIsNotAsPromisedIsRefused(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            ordeal.tryTo(Agent::tools); // now the client knows the outputSchema and would check it too
            for (int i = 0; i < MOST_VARIANTS; i++) {
                assertThat(ordeal.tryTo(Misbehaving.search())).matches(Misbehaving::isRefusal, "is a refusal");
            }
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.rule().equals("schema.output"));
        });
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorThatIsNoneTellsNothing(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            for (int i = 0; i < MOST_VARIANTS; i++) {
                Object got = ordeal.tryTo(Misbehaving.call());
                assertThat(String.valueOf(got).contains("coffee beans")
                                || got instanceof McpError
                                || Misbehaving.isRefusal(got))
                        .as("the true answer or an error: " + got)
                        .isTrue();
            }
            ordeal.worksOn();
            ordeal.auditTells(decision -> way == Way.MEMORY || decision.event().equals("guard/dropped"));
        });
    }

    @ParameterizedTest
    @MethodSource("introductions")
    void anIntroductionThatIsNoneEndsTheConnection(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).isInstanceOf(Exception.class);
            ordeal.endsClearly();
            ordeal.auditTells(decision ->
                    decision.event().equals("initialize") && decision.rule().equals("shape"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatIsAsPromisedArrives(Way way) {
        Misbehaving.play(null, way, Agent.Kind.SYNC, ordeal -> {
            ordeal.tryTo(Agent::tools);
            assertThat(ordeal.tryTo(Misbehaving.search())).asString().contains("1 matches");
            assertThat(ordeal.tryTo(agent -> agent.call("read_file", Map.of("path", "none"))))
                    .asString()
                    .contains("no file named none");
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }
}
