package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRulesTest {

    @Test
    void hasMoreThanTwoHundredRulesWithDifferentIds() {
        List<String> ids =
                TokenRules.standard().all().stream().map(TokenRule::id).toList();

        assertThat(ids).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleHasExamplesOfBothKinds() {
        assertThat(TokenRules.standard().all()).allSatisfy(rule -> {
            assertThat(rule.match()).as(rule.id()).isNotEmpty();
            assertThat(rule.pass()).as(rule.id()).isNotEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void findsTheExamplesThatMatch(String id, TokenRule rule) {
        assertThat(rule.match()).as(id).allSatisfy(example -> {
            assertThat(found(rule, example)).as(example).isTrue();
            assertThat(found(rule, "The value is \"" + example + "\".")).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void doesNotFindTheExamplesThatPass(String id, TokenRule rule) {
        assertThat(rule.pass())
                .as(id)
                .noneSatisfy(
                        example -> assertThat(found(rule, example)).as(example).isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theDetectorFindsWhatOneRuleFinds(String id, TokenRule rule) {
        assertThat(rule.match())
                .as(id)
                .allSatisfy(example -> assertThat(Found.in(example)).as(example).isNotEmpty());
    }

    private static boolean found(TokenRule rule, String text) {
        var hits = new Hits();
        new TokenScan(TokenRules.of(List.of(rule)), Text.of(text), hits).scan((start, end) -> {});
        return !hits.isEmpty();
    }

    static Stream<Arguments> rules() {
        return TokenRules.standard().all().stream().map(rule -> Arguments.of(rule.id(), rule));
    }
}
