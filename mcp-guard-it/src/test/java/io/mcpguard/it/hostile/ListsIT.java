package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Misbehaviour;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists that do not end, do not stay, or are none. */
class ListsIT {

    static Stream<Arguments> lists() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.LOOPING_CURSORS, Misbehaviour.ODD_CURSOR));
    }

    static Stream<Arguments> endless() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.ENDLESS_PAGES));
    }

    static Stream<Arguments> faces() {
        return Misbehaving.cases(
                EnumSet.of(Misbehaviour.TWO_FACES, Misbehaviour.MANY_FACES, Misbehaviour.SAME_NAME_TWICE));
    }

    static Stream<Arguments> storms() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.LIST_CHANGED_STORM));
    }

    static Stream<Arguments> restless() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.LIST_CHANGED_WHILE_LISTED));
    }

    static Stream<Arguments> huge() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.HUGE_PAGE));
    }

    static Stream<Arguments> odd() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.ODD_ITEMS));
    }

    @ParameterizedTest
    @MethodSource({"lists", "endless"})
    void aListThatDoesNotEndIsRefused(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).matches(Misbehaving::isRefusal, "is a refusal");
            assertThat(ordeal.tryTo(Misbehaving.call())).matches(Misbehaving::isRefusal, "is a refusal");
            ordeal.endsClearly();
            ordeal.auditTells(decision ->
                    decision.rule().equals("shape") || decision.rule().equals("pins.unverified"));
        });
    }

    @ParameterizedTest
    @MethodSource("restless")
    void aListThatChangesWhileItIsListedIsNotTrusted(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).matches(Misbehaving::isRefusal, "is a refusal");
            ordeal.endsClearly();
            ordeal.auditTells(decision -> decision.reason().contains("changes its list while it is listed"));
        });
    }

    @ParameterizedTest
    @MethodSource("storms")
    void aStormOfChangesIsWeathered(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            long end = System.nanoTime() + Ordeal.BOUND.toNanos();
            // Over HTTP the storm may still be on, and while the list changes it is not trusted.
            for (int calm = 0; calm < 20 && System.nanoTime() < end; ) {
                calm = Misbehaving.isRefusal(ordeal.tryTo(Misbehaving.honestCall())) ? 0 : calm + 1;
            }
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.event().equals("notifications/tools/list_changed"));
        });
    }

    @ParameterizedTest
    @MethodSource("faces")
    void aToolThatIsToldInTwoWaysIsKeptOut(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(tools(ordeal)).contains("list_files").doesNotContain("read_file");
            assertThat(ordeal.tryTo(Misbehaving.call())).matches(Misbehaving::isRefusal, "is a refusal");
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.rule().startsWith("pins"));
        });
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsNoToolIsLeftOut(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(tools(ordeal))
                    .containsExactlyInAnyOrder("list_files", "read_file", "search", "file_info", "count_words");
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.rule().equals("shape"));
        });
    }

    @ParameterizedTest
    @MethodSource("huge")
    void tenThousandToolsAreNoAttack(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(tools(ordeal)).hasSize(10_005);
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anHonestListArrivesWhole(Way way) {
        Misbehaving.play(null, way, Agent.Kind.ASYNC, ordeal -> {
            assertThat(tools(ordeal)).hasSize(5);
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }

    @SuppressWarnings("unchecked") // what Agent.tools returns
    private static List<String> tools(Ordeal ordeal) {
        Object got = ordeal.tryTo(Agent::tools);
        assertThat(got).isInstanceOf(List.class);
        return (List<String>) got;
    }
}
