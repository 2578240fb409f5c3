package io.mcpguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally call = new Tally(Given.call(Map.of("name", "send")));
    private final Tally list =
            new Tally(Given.result("tools/list", Map.of("tools", List.of(Map.of("name", "a"), Map.of("name", "b")))));

    private static Finding error(String path, String rule) {
        return Finding.of(Severity.ERROR, path, "because of " + rule).rule(rule);
    }

    private static Finding warning() {
        return Finding.of(Severity.WARN, "/name", "odd").rule("odd");
    }

    @Test
    void allowsWhatNobodyObjectsTo() {
        assertThat(call.isClean()).isTrue();
        assertThat(call.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(call.wouldBe()).isEqualTo(Verdict.ALLOWED);
        assertThat(call.isChanged()).isFalse();
        assertThat(call.rule()).isEmpty();
        assertThat(call.reason()).isEmpty();
        assertThat(call.findings()).isEmpty();
        assertThat(call.partsToRemove()).isEmpty();
    }

    @Test
    void allowsWithAWarning() {
        call.add("v", true, Remedy.NONE, warning());

        assertThat(call.isClean()).isFalse();
        assertThat(call.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(call.rule()).isEmpty();
        assertThat(call.findings()).containsExactly(warning());
    }

    @Test
    void refusesWithAnErrorAndNamesItsRule() {
        call.add("v", true, Remedy.NONE, warning());
        call.add("v", true, Remedy.NONE, error("/name", "no-mail"));

        assertThat(call.refuses()).isTrue();
        assertThat(call.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(call.wouldBe()).isEqualTo(Verdict.REFUSED);
        assertThat(call.rule()).isEqualTo("no-mail");
        assertThat(call.reason()).isEqualTo("because of no-mail");
    }

    @Test
    void namesTheInterceptorWhereTheFindingNamesNoRule() {
        call.refuse("v", "failed");

        assertThat(call.rule()).isEqualTo("v");
        assertThat(call.reason()).isEqualTo("failed");
        assertThat(call.remedy()).isEqualTo(Remedy.NONE);
    }

    @Test
    void onlyNotesWhatIsInAuditMode() {
        call.add("v", false, Remedy.NONE, error("/name", "no-mail"));

        assertThat(call.refuses()).isFalse();
        assertThat(call.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(call.wouldBe()).isEqualTo(Verdict.REFUSED);
        assertThat(call.rule()).isEqualTo("no-mail");
    }

    @Test
    void namesWhatIsEnforcedBeforeWhatIsNot() {
        call.add("a", false, Remedy.NONE, error("/name", "noted"));
        call.add("b", true, Remedy.NONE, error("/name", "enforced"));

        assertThat(call.rule()).isEqualTo("enforced");
    }

    @Test
    void asksAPersonBeforeAReviewer() {
        call.add("a", true, Remedy.REVIEWED, error("/name", "soft"));
        assertThat(call.remedy()).isEqualTo(Remedy.REVIEWED);
        assertThat(call.rule()).isEqualTo("soft");

        call.add("b", true, Remedy.APPROVED, error("/name", "harder"));
        assertThat(call.remedy()).isEqualTo(Remedy.APPROVED);
        assertThat(call.rule()).isEqualTo("harder");

        call.add("c", true, Remedy.NONE, error("/name", "hard"));
        assertThat(call.remedy()).isEqualTo(Remedy.NONE);
        assertThat(call.rule()).isEqualTo("hard");
    }

    @Test
    void namesEveryRuleThatWouldBeLiftedOnceWhereverItWasFound() {
        call.add("b", true, Remedy.APPROVED, error("/name", "second"));
        call.add("a", true, Remedy.APPROVED, error("/arguments/to", "first"));
        call.add("a", true, Remedy.REVIEWED, error("/arguments/cc", "first"));
        call.add("a", false, Remedy.APPROVED, error("/name", "noted"));
        call.add("a", true, Remedy.NONE, warning());
        call.refuse("c", "failed");

        assertThat(call.rules()).containsExactly("a: first", "b: second", "c: c");
    }

    @Test
    void asksNobodyForWhatIsOnlyNoted() {
        call.add("a", false, Remedy.APPROVED, error("/name", "soft"));

        assertThat(call.remedy()).isEqualTo(Remedy.NONE);
    }

    @Test
    void removesAnItemInsteadOfTheList() {
        list.add("v", true, Remedy.NONE, error("/tools/1/name", "no-b"));
        list.add("v", true, Remedy.NONE, error("/tools/1/description", "no-b"));

        assertThat(list.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(list.isChanged()).isTrue();
        assertThat(list.partsToRemove()).containsExactly("/tools/1");
        assertThat(list.rule()).isEqualTo("no-b");
        assertThat(list.refuses()).isFalse();
        assertThat(list.remedy()).isEqualTo(Remedy.NONE);
    }

    @Test
    void removesNoItemInAuditMode() {
        list.add("v", false, Remedy.NONE, error("/tools/1", "no-b"));

        assertThat(list.partsToRemove()).isEmpty();
        assertThat(list.isChanged()).isFalse();
        assertThat(list.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(list.wouldBe()).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void refusesTheListForAnErrorOutsideItsItems() {
        list.add("v", true, Remedy.NONE, error("/tools/0", "no-a"));
        list.add("v", true, Remedy.NONE, error("/nextCursor", "no-pages"));

        assertThat(list.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(list.rule()).isEqualTo("no-pages");
    }

    @Test
    void namesTheFirstThatChangedSomething() {
        call.change("first", true, "cut");
        call.change("second", true, "cut more");

        assertThat(call.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(call.isChanged()).isTrue();
        assertThat(call.isClean()).isFalse();
        assertThat(call.rule()).isEqualTo("first");
        assertThat(call.reason()).isEqualTo("cut");
    }

    @Test
    void namesTheChangeBeforeWhatIsOnlyNoted() {
        call.add("v", false, Remedy.NONE, error("/name", "noted"));
        call.change("m", true, "cut");

        assertThat(call.rule()).isEqualTo("m");
    }

    @Test
    void onlyNotesAChangeInAuditMode() {
        call.change("m", false, "cut");

        assertThat(call.isClean()).isFalse();
        assertThat(call.isChanged()).isFalse();
        assertThat(call.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(call.wouldBe()).isEqualTo(Verdict.CHANGED);
        assertThat(call.rule()).isEmpty();
    }
}
