package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipsTest {

    @Test
    void areTheSameOnEveryRun() {
        assertThat(new Slips("github").all()).isEqualTo(new Slips("github").all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "b", "zzz", "mcp-server-fetch", "@scope/package", "1"})
    void noneIsTheNameItself(String name) {
        assertThat(new Slips(name).all().values())
                .allSatisfy(slips -> assertThat(slips).doesNotContain(name));
    }

    @Test
    void areOfTheKindsThatTheySay() {
        Map<String, List<String>> slips = new Slips("github").all();

        assertThat(slips.get("plural")).containsExactly("githubs");
        assertThat(slips.get("mcp")).contains("github-mcp", "mcp-server-github");
        assertThat(slips.get("claim as publisher")).containsExactly("@official/github");
        assertThat(slips.get("neighbouring key"))
                .singleElement()
                .asString()
                .hasSize(6)
                .isNotEqualTo("github");
        assertThat(slips.get("vowel left out")).containsAnyOf("gthub", "githb");
    }
}
