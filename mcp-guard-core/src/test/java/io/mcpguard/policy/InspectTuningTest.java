package io.mcpguard.policy;

import static io.mcpguard.policy.FindingRuling.Level.NOTICED;
import static io.mcpguard.policy.FindingRuling.Level.RECORDED;
import static io.mcpguard.policy.FindingRuling.Level.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Surface;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What thresholds and settings of rules make of findings. */
class InspectTuningTest {

    private static final String HEAD = "version: 1\n";

    private static Finding finding(Severity severity, double confidence) {
        return Finding.of(severity, "/content/0/text", "about")
                .rule("override-previous")
                .category("prompt-injection")
                .confidence(confidence);
    }

    private static FindingRuling inResult(String inspect, Severity severity, double confidence) {
        return Policy.parse(HEAD + "inspect: " + inspect, "p.yaml")
                .inspect()
                .ruling(Surface.RESULT, finding(severity, confidence));
    }

    @Test
    void aFenceIsSaidOfAPlaceForAllAndForOneServer() {
        Policy policy = Policy.parse("""
                        version: 1
                        inspect:
                          results: {treatment: fence, stop: 0.9}
                          errors: fence
                        servers:
                          wiki: {inspect: {results: sanitize, notifications: fence}}
                        """, "p.yaml");

        assertThat(policy)
                .isEqualTo(Policy.balanced()
                        .inspect(inspect -> inspect.results(Treatment.FENCE)
                                .stopAt(Surface.RESULT, 0.9)
                                .errors(Treatment.FENCE))
                        .server(
                                "wiki",
                                wiki -> wiki.inspect(inspect ->
                                        inspect.results(Treatment.SANITIZE).notifications(Treatment.FENCE))));
        assertThat(policy.digest())
                .isNotEqualTo(Policy.balanced()
                        .inspect(inspect -> inspect.errors(Treatment.FENCE))
                        .digest());
        assertThat(policy.inspect("wiki"))
                .hasToString("{definitions=block, results={treatment=sanitize, stop=0.9}, errors=fence, "
                        + "notifications=fence, server_requests=block, arguments=flag, noticed=flag, "
                        + "foreign_orders=sanitize}");
        assertThatThrownBy(() -> Policy.balanced().inspect(inspect -> inspect.definitions(Treatment.FENCE)))
                .hasMessage("builder inspect.definitions: \"fence\" is not possible here; write flag or block");
        assertThatThrownBy(() -> Policy.balanced().inspect(inspect -> inspect.foreignOrders(Treatment.FENCE)))
                .hasMessage("builder inspect.foreign_orders: \"fence\" is not possible here; "
                        + "write allow, flag, sanitize or block");
    }

    @Test
    void withoutSettingsInspectionDecides() {
        assertThat(inResult("{}", Severity.ERROR, 0.2))
                .hasToString(
                        "stopped by inspection: inspection takes it for a clear attack; sanitize by preset balanced");
        assertThat(inResult("{}", Severity.WARN, 0.99))
                .hasToString("noticed by inspection: inspection takes it for a suspicion; flag by preset balanced");
        assertThat(inResult("{}", Severity.INFO, 1).level()).isEqualTo(RECORDED);
    }

    @Test
    void aSuspicionThatIsSureEnoughIsStopped() {
        assertThat(inResult("{results: {stop: 0.7}}", Severity.WARN, 0.7))
                .hasToString("stopped by p.yaml:2 inspect.results.stop: its confidence is 0.7 or more; "
                        + "sanitize by preset balanced");
        assertThat(inResult("{results: {stop: 0.7}}", Severity.WARN, 0.69).level())
                .isEqualTo(NOTICED);
    }

    @Test
    void aClearAttackThatIsNotSureEnoughIsNoticed() {
        assertThat(inResult("{results: {stop: 0.95}}", Severity.ERROR, 0.9))
                .hasToString("noticed by p.yaml:2 inspect.results.stop: its confidence is below 0.95; "
                        + "flag by preset balanced");
    }

    @Test
    void whatIsBelowNoticeIsOnlyRecorded() {
        assertThat(inResult("{results: {stop: 0.9, notice: 0.5}}", Severity.ERROR, 0.4))
                .hasToString("recorded by p.yaml:2 inspect.results.notice: its confidence is below 0.5; "
                        + "allow by p.yaml:2 inspect.results.notice");
        assertThat(inResult("{results: {notice: 0.5}}", Severity.WARN, 0.5).level())
                .isEqualTo(NOTICED);
    }

    @Test
    void noticeAloneTakesNothingFromWhatIsStopped() {
        assertThat(inResult("{results: {notice: 0.9}}", Severity.ERROR, 0.4).level())
                .isEqualTo(STOPPED);
    }

    @Test
    void aCueIsNeverMoreThanRecorded() {
        assertThat(inResult("{results: {stop: 0}, rules: {override-previous: stop}}", Severity.INFO, 1)
                        .level())
                .isEqualTo(RECORDED);
    }

    @Test
    void thresholdsHoldForTheirPlaceOnly() {
        InspectPolicy inspect = Policy.balanced().inspect().stopAt(Surface.RESULT, 0.95);
        Finding finding = finding(Severity.ERROR, 0.9);
        assertThat(inspect.ruling(Surface.ERROR, finding).level()).isEqualTo(STOPPED);
        assertThat(inspect.stopAt(Surface.RESULT)).hasValue(0.95);
        assertThat(inspect.stopAt(Surface.ERROR)).isEmpty();
        assertThat(inspect.noticeAt(Surface.RESULT)).isEmpty();
    }

    @Test
    void instructionsGoWithDefinitions() {
        InspectPolicy inspect = Policy.balanced().inspect().stopAt(Surface.DEFINITION, 0.95);
        assertThat(inspect.ruling(Surface.INSTRUCTIONS, finding(Severity.ERROR, 0.9))
                        .level())
                .isEqualTo(NOTICED);
    }

    @Test
    void aRuleIsTreatedAsItIsSet() {
        assertThat(inResult("{rules: {override-previous: off}}", Severity.ERROR, 0.9))
                .hasToString("recorded by p.yaml:2 inspect.rules.override-previous: the rule is set to off; "
                        + "allow by p.yaml:2 inspect.rules.override-previous");
        assertThat(inResult("{rules: {override-previous: notice}}", Severity.ERROR, 0.9)
                        .level())
                .isEqualTo(NOTICED);
        assertThat(inResult("{rules: {override-previous: stop}}", Severity.WARN, 0.1)
                        .level())
                .isEqualTo(STOPPED);
        assertThat(inResult("{rules: {override-safety: off}}", Severity.ERROR, 0.9)
                        .level())
                .isEqualTo(STOPPED);
    }

    @Test
    void aRuleThatIsSetDoesNotAskForConfidence() {
        assertThat(inResult(
                                "{results: {stop: 0.5, notice: 0.4}, rules: {override-previous: notice}}",
                                Severity.ERROR,
                                0.1)
                        .level())
                .isEqualTo(NOTICED);
    }

    @Test
    void theMostSpecificGlobDecidesAndOfThoseAlikeTheHarsher() {
        assertThat(inResult("{rules: {\"*\": off, override-*: stop}}", Severity.WARN, 0.5)
                        .level())
                .isEqualTo(STOPPED);
        assertThat(inResult("{rules: {override-previou?: off, override-?revious: stop}}", Severity.WARN, 0.5)
                        .level())
                .isEqualTo(STOPPED);
        assertThat(inResult("{rules: {override-*: stop, override-previous: off}}", Severity.WARN, 0.5)
                        .level())
                .isEqualTo(RECORDED);
    }

    @Test
    void boundsCannotBeTunedAway() {
        InspectPolicy lax = Policy.balanced()
                .inspect()
                .rule("*", RuleEffect.OFF)
                .stopAt(Surface.RESULT, 1)
                .noticeAt(Surface.RESULT, 1);
        for (String rule : Inspector.BOUNDS) {
            Finding finding =
                    Finding.of(Severity.ERROR, "", "too much").rule(rule).confidence(0.5);
            assertThat(lax.ruling(Surface.RESULT, finding).level()).as(rule).isEqualTo(STOPPED);
        }
        assertThat(lax.ruling(Surface.RESULT, finding(Severity.ERROR, 0.9)).level())
                .isEqualTo(RECORDED);
    }

    @Test
    void whatIsSaidOfAServerStandsOverWhatIsSaidOfAll() {
        Policy policy = Policy.parse(HEAD + """
                        inspect:
                          results: {treatment: block, stop: 0.9, notice: 0.5}
                          rules: {override-previous: "off", secret-*: notice}
                        servers:
                          wiki:
                            inspect:
                              results: {stop: 0.6}
                              rules: {override-*: stop}
                        """, "p.yaml");
        InspectPolicy wiki = policy.inspect("wiki");
        assertThat(wiki)
                .hasToString("{definitions=block, results={treatment=block, stop=0.6, notice=0.5}, errors=sanitize, "
                        + "notifications=sanitize, server_requests=block, arguments=flag, noticed=flag, "
                        + "foreign_orders=sanitize, rules={override-*=stop, override-previous=off, secret-*=notice}}");
        assertThat(wiki.ruling(Surface.RESULT, finding(Severity.WARN, 0.1)))
                .as("its glob before the id that holds for all")
                .hasToString("stopped by p.yaml:9 servers.wiki.inspect.rules[\"override-*\"]: the rule is set to stop; "
                        + "block by p.yaml:3 inspect.results.treatment");
        assertThat(policy.inspect("other")).isEqualTo(policy.inspect());
    }

    @Test
    void whatIsSaidOfAllLaterHoldsForAServerThatWasListedBefore() {
        Policy policy = Policy.balanced()
                .server("wiki", wiki -> wiki.inspect(inspect -> inspect.results(Treatment.FLAG)))
                .inspect(inspect -> inspect.errors(Treatment.BLOCK).results(Treatment.BLOCK));
        assertThat(policy.inspect("wiki").errors()).isEqualTo(Treatment.BLOCK);
        assertThat(policy.inspect("wiki").results()).isEqualTo(Treatment.FLAG);
    }

    @Test
    void aServerOfAnotherCommandGetsNothingOfWhatIsSaidOfTheListedOne() {
        for (Policy preset : List.of(Policy.observe(), Policy.balanced())) {
            Policy policy = preset.server(
                    "wiki",
                    wiki -> wiki.command("wiki")
                            .inspect(inspect -> inspect.results(Treatment.FLAG).rule("*", RuleEffect.OFF)));
            assertThat(policy.inspect(Server.command("wiki", List.of("wiki"))))
                    .isEqualTo(policy.inspect("wiki"))
                    .isNotEqualTo(policy.inspect());
            assertThat(policy.inspect(Server.command("wiki", List.of("evil")))).isEqualTo(policy.inspect());
            assertThat(policy.inspect(Server.named("wiki"))).isEqualTo(policy.inspect());
        }
    }

    @Test
    void observeStaysObservingWhateverIsStoppedBySettings() {
        Policy policy = Policy.observe()
                .server(
                        "wiki",
                        wiki -> wiki.inspect(
                                inspect -> inspect.stopAt(Surface.RESULT, 0.1).rule("*", RuleEffect.STOP)));
        assertThat(policy.inspect("wiki").ruling(Surface.RESULT, finding(Severity.WARN, 0.5)))
                .hasToString("stopped by builder servers.wiki.inspect.rules[\"*\"]: the rule is set to stop; "
                        + "flag by preset observe");
    }

    @Test
    void fileAndCodeMeanTheSame() {
        Policy file = Policy.parse(HEAD + """
                        inspect:
                          results: {stop: 0.9, notice: 0.5}
                          rules: {override-*: notice}
                        servers:
                          wiki: {inspect: {definitions: flag, results: {treatment: flag, stop: 1}}}
                        """, "p.yaml");
        Policy code = Policy.balanced()
                .inspect(inspect -> inspect.stopAt(Surface.RESULT, 0.9)
                        .noticeAt(Surface.RESULT, 0.5)
                        .rule("override-*", RuleEffect.NOTICE))
                .server(
                        "wiki",
                        wiki -> wiki.inspect(inspect -> inspect.definitions(Treatment.FLAG))
                                .inspect(inspect ->
                                        inspect.results(Treatment.FLAG).stopAt(Surface.RESULT, 1)));
        assertThat(file).isEqualTo(code);
        assertThat(file.server("wiki")).isEqualTo(code.server("wiki"));
    }

    @Test
    void everySettingIsPartOfTheDigest() {
        Policy plain = Policy.balanced().server("wiki", wiki -> {});
        assertThat(List.of(
                        plain,
                        plain.inspect(inspect -> inspect.stopAt(Surface.RESULT, 0.9)),
                        plain.inspect(inspect -> inspect.noticeAt(Surface.RESULT, 0.9)),
                        plain.inspect(inspect -> inspect.rule("model", RuleEffect.OFF)),
                        Policy.balanced()
                                .server("wiki", wiki -> wiki.inspect(inspect -> inspect.rule("model", RuleEffect.OFF))),
                        Policy.balanced()
                                .server("wiki", wiki -> wiki.inspect(inspect -> inspect.stopAt(Surface.RESULT, 0.9)))))
                .extracting(Policy::digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void aServerThatIsSaidToBeLikeAllOthersIsEqualToOneOfWhichNothingIsSaid() {
        assertThat(Policy.balanced()
                        .server("wiki", wiki -> wiki.inspect(inspect -> inspect.results(Treatment.SANITIZE))))
                .isEqualTo(Policy.balanced().server("wiki", wiki -> {}));
    }

    @Test
    void mistakesInCodeAreToldLikeThoseInAFile() {
        assertThatThrownBy(() -> Policy.balanced().inspect(inspect -> inspect.stopAt(Surface.RESULT, 1.5)))
                .hasMessage(
                        "builder inspect.results.stop: 1.5 is out of bounds; write a number from 0 to 1, such as 0.9");
        assertThatThrownBy(() -> Policy.balanced().inspect(inspect -> inspect.stopAt(Surface.RESULT, Double.NaN)))
                .hasMessage(
                        "builder inspect.results.stop: NaN is out of bounds; write a number from 0 to 1, such as 0.9");
        assertThatThrownBy(() -> Policy.balanced()
                        .inspect(
                                inspect -> inspect.noticeAt(Surface.RESULT, 0.9).stopAt(Surface.RESULT, 0.5)))
                .hasMessage("builder inspect.results: notice 0.9 is above stop 0.5; "
                        + "write a smaller notice: what is stopped need not be noticed");
        assertThatThrownBy(() ->
                        Policy.balanced().server("a", a -> a.inspect(inspect -> inspect.rule("modle", RuleEffect.OFF))))
                .hasMessage("builder servers.a.inspect.rules: no rule is called \"modle\"; did you mean \"model\"?");
        assertThatThrownBy(() -> Policy.balanced()
                        .server("a", a -> a.inspect(inspect -> inspect.definitions(Treatment.SANITIZE))))
                .hasMessage(
                        "builder servers.a.inspect.definitions: \"sanitize\" is not possible here; write flag or block");
    }
}
