package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TreesTest {

    @Test
    void keepTheOrderOfMembersAndTheirNulls() {
        assertThat(Trees.object("b", 1, "a", null).toString()).isEqualTo("{b=1, a=null}");
    }

    @Test
    void needAValueForEachKey() {
        assertThatThrownBy(() -> Trees.object("a")).hasMessage("a key is without a value");
        assertThatThrownBy(() -> Trees.object(1, 2)).hasMessage("a key is a string, not 1");
        assertThatThrownBy(() -> Trees.tool("t", "d", "p"))
                .hasMessage("parameter \"p\" of tool \"t\" is without a description");
    }

    @Test
    void doNotChangeWhatTheyCopy() {
        var object = Trees.object("a", 1);

        assertThat(Trees.with(object, "a", 2).get("a")).isEqualTo(2);
        assertThat(object.get("a")).isEqualTo(1);
    }
}
