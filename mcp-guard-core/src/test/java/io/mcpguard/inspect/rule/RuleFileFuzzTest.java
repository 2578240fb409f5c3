package io.mcpguard.inspect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.inspect.text.Folding;
import java.util.List;

class RuleFileFuzzTest {

    private static final Folding FOLDING = new Folding();

    /** Whatever the text is: rules with ids, or one exception that names the file. */
    @FuzzTest
    void readsOrRefuses(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        List<Rule> rules;
        try {
            rules = new RuleFile(FOLDING).read("my-rules.yaml", text);
        } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).contains("my-rules.yaml");
            return;
        }
        assertThat(rules).allSatisfy(rule -> assertThat(rule.id()).isNotBlank());
    }
}
