package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;

/** The balanced preset against every attack of this module, and against every benign twin. */
class GuardedAttacksTest {

    @RegisterExtension
    final GuardExtension guard = GuardExtension.balanced();

    @ParameterizedTest
    @AttackSource
    void holdsAgainst(AttackCase attack, GuardedAgent agent) {
        Played played = agent.play(attack);

        assertThat(played.reachedModel())
                .as("%s: payload reached the model", attack)
                .isFalse();
        assertThat(played.keptData())
                .as("%s: the data around it was kept", attack)
                .isTrue();
    }

    @ParameterizedTest
    @AttackSource(categories = {"tool-poisoning", "rug-pull"})
    void letsNoCallThrough(AttackCase attack, GuardedAgent agent) {
        assertThat(agent.play(attack).reachedServer())
                .as("%s reached the server", attack)
                .isFalse();
    }

    @ParameterizedTest
    @AttackSource
    void letsTheTwinPass(AttackCase attack, GuardedAgent agent) {
        assertThat(agent.play(attack.benignTwin()).reachedModel())
                .as("the twin of %s reached the model", attack)
                .isTrue();
    }
}
