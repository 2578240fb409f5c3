package io.mcpguard.inspect.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How matches that stand near each other are weighed. */
class CombinationTest {

    private static Match match(String rule, Severity severity, double confidence, int start) {
        return Match.of(rule, "prompt-injection", severity, confidence, "about", start, start + 10, Rule.Cut.MATCH);
    }

    private static Match warn(String rule, double confidence, int start) {
        return match(rule, Severity.WARN, confidence, start);
    }

    private static List<Severity> severities(Match... matches) {
        return Combination.weigh(List.of(matches)).stream().map(Match::severity).toList();
    }

    @Test
    void oneMatchStaysWhatItIs() {
        assertThat(severities(warn("a", 0.89, 0))).containsExactly(Severity.WARN);
    }

    @Test
    void twoSignsThatLeaveATenthOfDoubtAreClear() {
        List<Match> weighed = Combination.weigh(List.of(warn("a", 0.75, 0), warn("b", 0.6, 100)));

        assertThat(weighed).extracting(Match::severity).containsOnly(Severity.ERROR);
        assertThat(weighed).extracting(Match::confidence).containsOnly(0.9);
    }

    @Test
    void twoThatLeaveMoreAreNot() {
        assertThat(severities(warn("a", 0.74, 0), warn("b", 0.6, 100))).containsOnly(Severity.WARN);
    }

    @Test
    void oneSignTwiceIsNoSecondSign() {
        assertThat(severities(warn("a", 0.75, 0), warn("a", 0.75, 100))).containsOnly(Severity.WARN);
    }

    @Test
    void aSignCountsAsTheStrongestOfItsKind() {
        assertThat(severities(warn("a", 0.2, 0), warn("b", 0.6, 50), warn("a", 0.75, 100)))
                .containsOnly(Severity.ERROR);
    }

    @Test
    void signsAtOnePlaceAreWeighedToo() {
        assertThat(severities(warn("a", 0.75, 40), warn("b", 0.75, 40))).containsOnly(Severity.ERROR);
    }

    @Test
    void sixHundredCharactersApartTheyBelongTogether() {
        assertThat(severities(warn("a", 0.75, 0), warn("b", 0.75, 600))).containsOnly(Severity.ERROR);
        assertThat(severities(warn("a", 0.75, 0), warn("b", 0.75, 601))).containsOnly(Severity.WARN);
    }

    @Test
    void aCueMakesAWarningClearAndStaysACue() {
        assertThat(severities(warn("a", 0.84, 0), match("cue", Severity.INFO, 0.4, 20)))
                .containsExactly(Severity.ERROR, Severity.INFO);
    }

    @Test
    void whatIsDiscussedMakesNothingClear() {
        Match quoted = warn("a", 0.99, 0).asDiscussed();

        assertThat(severities(quoted, warn("b", 0.75, 20))).containsOnly(Severity.WARN);
        assertThat(severities(quoted, warn("b", 0.75, 20), warn("c", 0.75, 40)))
                .containsExactly(Severity.WARN, Severity.ERROR, Severity.ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 2_000})
    void whatIsNoticedNearAClearAttackBelongsToIt(int distance) {
        Match attack = match("x", Severity.ERROR, 0.95, 5_000);

        assertThat(severities(attack, warn("a", 0.6, 5_000 + distance))).containsOnly(Severity.ERROR);
        assertThat(severities(warn("a", 0.6, 5_000 - distance), attack)).containsOnly(Severity.ERROR);
    }

    @Test
    void furtherAwayItDoesNot() {
        Match attack = match("x", Severity.ERROR, 0.95, 5_000);

        assertThat(severities(attack, warn("a", 0.6, 7_001))).containsExactly(Severity.ERROR, Severity.WARN);
        assertThat(severities(warn("a", 0.6, 2_999), attack)).containsExactly(Severity.WARN, Severity.ERROR);
    }

    @Test
    void anAttackAtTheVeryBeginningHasCompanyToo() {
        assertThat(severities(match("x", Severity.ERROR, 0.95, 0), warn("a", 0.6, 1_000)))
                .containsOnly(Severity.ERROR);
    }

    @Test
    void whatIsWeakHasNoCompany() {
        assertThat(severities(match("x", Severity.ERROR, 0.95, 0), warn("a", 0.5, 1_000)))
                .containsExactly(Severity.ERROR, Severity.WARN);
    }

    @Test
    void whatEncodesASentenceIsClearAndWhatEncodesAFileIsNot() {
        Match inside = warn("a", 0.5, 3);

        assertThat(inside.inside("x".repeat(400), 0, 540, Disguise.ENCODED).severity())
                .isEqualTo(Severity.ERROR);
        assertThat(inside.inside("x".repeat(401), 0, 540, Disguise.ENCODED).severity())
                .isEqualTo(Severity.WARN);
        assertThat(warn("a", 0.49, 3).inside("x", 0, 540, Disguise.ENCODED).severity())
                .isEqualTo(Severity.WARN);
        assertThat(warn(BuiltIn.MODEL, 0.84, 3)
                        .inside("x".repeat(200), 0, 540, Disguise.ENCODED)
                        .severity())
                .isEqualTo(Severity.ERROR);
        assertThat(warn(BuiltIn.MODEL, 0.84, 3)
                        .inside("x".repeat(201), 0, 540, Disguise.ENCODED)
                        .severity())
                .isEqualTo(Severity.WARN);
        assertThat(warn(BuiltIn.MODEL, 0.84, 3)
                        .inside("x", 0, 540, Disguise.ADDRESS)
                        .severity())
                .isEqualTo(Severity.WARN);
        assertThat(inside.inside("x", 7, 540, Disguise.ENCODED))
                .extracting(Match::start, Match::end)
                .containsExactly(7, 540);
    }

    @Test
    void theGraverIsStrongerAndOfEquallyGraveOnesTheSurer() {
        Match sure = warn("sure", 0.8, 0);
        Match unsure = warn("unsure", 0.6, 0);
        Match grave = match("grave", Severity.ERROR, 0.5, 0);

        assertThat(sure.stronger(unsure)).isSameAs(sure);
        assertThat(unsure.stronger(sure)).isSameAs(sure);
        assertThat(grave.stronger(sure)).isSameAs(grave);
        assertThat(sure.stronger(grave)).isSameAs(grave);
        assertThat(sure.stronger(warn("later", 0.8, 5))).isSameAs(sure);
    }
}
