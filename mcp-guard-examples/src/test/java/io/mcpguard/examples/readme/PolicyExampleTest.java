package io.mcpguard.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import io.mcpguard.test.AttackCase;
import io.mcpguard.test.AttackSource;
import io.mcpguard.test.GuardExtension;
import io.mcpguard.test.GuardedAgent;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;

/** The policy test of README.md. */
class PolicyExampleTest {

    private static final Policy POLICY = Policy.balanced();

    @RegisterExtension
    final GuardExtension guard = GuardExtension.policy(POLICY);

    @ParameterizedTest
    @AttackSource(categories = "tool-poisoning")
    void holdsAgainst(AttackCase attack, GuardedAgent agent) {
        assertThat(agent.play(attack).reachedModel()).isFalse();
        assertThat(agent.play(attack.benignTwin()).reachedModel()).isTrue();
    }
}
