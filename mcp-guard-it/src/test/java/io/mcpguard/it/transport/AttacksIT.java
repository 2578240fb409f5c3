package io.mcpguard.it.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.AttackCase;
import io.mcpguard.test.GuardExtension;
import io.mcpguard.test.GuardedAgent;
import io.mcpguard.test.GuardedAgent.Wire;
import io.mcpguard.test.Played;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The attack cases and their twins over the transports that applications use. In memory they are in mcp-guard-test. */
class AttacksIT {

    /** Those in which it matters when who says what; a child process takes its time. */
    private static final Set<String> OVER_STDIO = Set.of("rug-pull", "shadowing");

    @RegisterExtension
    final GuardExtension guard = GuardExtension.balanced();

    static Stream<Arguments> attacks() {
        return AttackCase.all().stream().flatMap(attack -> wires(attack).map(wire -> Arguments.of(attack, wire)));
    }

    private static Stream<Wire> wires(AttackCase attack) {
        return OVER_STDIO.contains(attack.category())
                ? Stream.of(Wire.HTTP, Wire.SSE, Wire.STDIO)
                : Stream.of(Wire.HTTP, Wire.SSE);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void holdsAgainst(AttackCase attack, Wire wire, GuardedAgent agent) {
        Played played = agent.play(attack, wire);

        assertThat(played.reachedModel()).as("payload reached the model").isFalse();
        assertThat(played.keptData()).as("the data around it was kept").isTrue();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void letsTheTwinThrough(AttackCase attack, Wire wire, GuardedAgent agent) {
        assertThat(agent.play(attack.benignTwin(), wire).reachedModel())
                .as("what the twin has to say reached the model")
                .isTrue();
    }
}
