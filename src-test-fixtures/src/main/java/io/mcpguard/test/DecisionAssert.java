package io.mcpguard.test;

import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractObjectAssert;
import org.jspecify.annotations.Nullable;

/** What one can say about a decision, see {@link GuardAssertions}. */
public final class DecisionAssert extends AbstractObjectAssert<DecisionAssert, Decision> {

    DecisionAssert(@Nullable Decision actual) {
        super(actual, DecisionAssert.class);
    }

    /**
     * The message went on as it was.
     *
     * @return this
     */
    public DecisionAssert isAllowed() {
        return hasVerdict(Verdict.ALLOWED);
    }

    /**
     * The message went on, but not as it was.
     *
     * @return this
     */
    public DecisionAssert isChanged() {
        return hasVerdict(Verdict.CHANGED);
    }

    /**
     * The message did not go on.
     *
     * @return this
     */
    public DecisionAssert isRefused() {
        return hasVerdict(Verdict.REFUSED);
    }

    private DecisionAssert hasVerdict(Verdict verdict) {
        isNotNull();
        if (actual.verdict() != verdict) {
            failWithMessage("expected %s, but was %s", verdict, described());
        }
        return this;
    }

    /**
     * This rule decided.
     *
     * @param rule the whole {@link Decision#rule()}: an interceptor's name or a line of the policy
     * @return this
     */
    public DecisionAssert byRule(String rule) {
        isNotNull();
        if (!actual.rule().equals(rule)) {
            failWithMessage("expected rule \"%s\", but was %s", rule, described());
        }
        return this;
    }

    /**
     * The reason says so.
     *
     * @param part a part of {@link Decision#reason()}
     * @return this
     */
    public DecisionAssert because(String part) {
        isNotNull();
        if (!actual.reason().contains(part)) {
            failWithMessage("expected a reason with \"%s\", but was %s", part, described());
        }
        return this;
    }

    /**
     * It is about this tool, prompt or resource.
     *
     * @param target the name or URI
     * @return this
     */
    public DecisionAssert onTool(String target) {
        isNotNull();
        if (!actual.target().filter(target::equals).isPresent()) {
            failWithMessage("expected a decision on \"%s\", but was %s", target, described());
        }
        return this;
    }

    /**
     * Something was found by this rule, whatever came of it.
     *
     * @param rule the whole {@link Finding#rule()}
     * @return this
     */
    public DecisionAssert hasFinding(String rule) {
        isNotNull();
        if (rules().noneMatch(rule::equals)) {
            failWithMessage("expected a finding by \"%s\", but there are %s in %s", rule, found(), described());
        }
        return this;
    }

    /**
     * Nothing was found.
     *
     * @return this
     */
    public DecisionAssert hasNoFindings() {
        isNotNull();
        if (!actual.findings().isEmpty()) {
            failWithMessage("expected no findings, but there are %s in %s", found(), described());
        }
        return this;
    }

    private List<String> found() {
        return rules().toList();
    }

    private Stream<String> rules() {
        return actual.findings().stream().map(Finding::rule);
    }

    /** A decision in one line: the record's own text says too much to be read in a failed test. */
    private String described() {
        return actual.verdict() + " " + actual.event() + " " + actual.phase()
                + actual.target().map(target -> " \"" + target + "\"").orElse("")
                + " by rule \"" + actual.rule() + "\": " + actual.reason();
    }
}
