package io.mcpguard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookTest {

    @Test
    void matchesAMethodAFamilyAndEverything() {
        assertThat(Hook.requests("tools/call").matches("tools/call", Phase.REQUEST))
                .isTrue();
        assertThat(Hook.requests("tools/*").matches("tools/call", Phase.REQUEST))
                .isTrue();
        assertThat(Hook.requests("*").matches("anything/else", Phase.REQUEST)).isTrue();
    }

    @Test
    void doesNotMatchANeighbour() {
        assertThat(Hook.requests("tools/call").matches("tools/call/now", Phase.REQUEST))
                .isFalse();
        assertThat(Hook.requests("tools/*").matches("toolsets/list", Phase.REQUEST))
                .isFalse();
        assertThat(Hook.requests("tools/*").matches("tools", Phase.REQUEST)).isFalse();
    }

    @Test
    void keepsToItsPhases() {
        assertThat(Hook.responses("*").matches("ping", Phase.REQUEST)).isFalse();
        assertThat(Hook.both("*").matches("ping", Phase.RESPONSE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tools*", "*/call", "**", "tools/*/x"})
    void refusesWhatIsNoEventAndSaysWhatOneIs(String event) {
        assertThatThrownBy(() -> Hook.both(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an event: \"" + event
                        + "\"; an event is a method (\"tools/call\"), a family (\"tools/*\") or \"*\"");
    }

    @Test
    void refusesToHookNothing() {
        assertThatThrownBy(Hook::both).hasMessage("a hook needs an event, for example \"tools/call\" or \"*\"");
    }
}
