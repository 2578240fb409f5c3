package io.mcpguard.it.realservers;

import io.mcpguard.api.Decision;
import io.mcpguard.api.DecisionListener;
import io.mcpguard.api.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What the guard had to say: whoever looks at a difference wants to know which rule made it. */
final class Decisions implements DecisionListener {

    private final List<Decision> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void decided(Decision decision) {
        all.add(decision);
    }

    /** A line for each message that did not go on as it was. */
    String objections() {
        return lines(all.stream()
                .filter(decision -> decision.verdict() != Decision.Verdict.ALLOWED)
                .toList());
    }

    /** A line for each message that went on as it was although something was found in it. */
    String noticed() {
        return lines(all.stream()
                .filter(decision -> decision.verdict() == Decision.Verdict.ALLOWED
                        && !decision.findings().isEmpty())
                .toList());
    }

    int count() {
        return all.size();
    }

    private static String lines(List<Decision> decisions) {
        return decisions.stream().map(Decisions::line).distinct().collect(Collectors.joining("\n"));
    }

    private static String line(Decision decision) {
        String findings = decision.findings().stream()
                .map(Decisions::finding)
                .distinct()
                .collect(Collectors.joining("\n        ", "\n        ", ""));
        return "    " + decision.verdict() + " " + decision.event() + " " + decision.phase()
                + (decision.fromServer() ? " from server " : " from client ")
                + decision.target().orElse("") + ": " + decision.rule() + ", " + decision.reason()
                + (decision.findings().isEmpty() ? "" : findings);
    }

    private static String finding(Finding finding) {
        return finding.severity() + " " + finding.rule() + " at " + finding.path() + ": " + finding.message();
    }
}
