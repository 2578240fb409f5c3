package io.mcpguard.examples.approval;

import io.mcpguard.api.Finding;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The questions of an inbox as the page shows them, and the answers that come from there. */
final class Questions {

    /** What is longer is not shown whole, and then cannot be approved. */
    private static final int MAX_SHOWN = 20_000;

    private static final int MAX_TEXT = 500;
    private static final int MAX_REASONS = 20;

    /** The argument that says where something goes; a grant holds for one value of it. */
    private static final String RECIPIENT = "to";

    private final ApprovalInbox inbox;
    private final String person;
    private final Clock clock;

    Questions(ApprovalInbox inbox, String person, Clock clock) {
        this.inbox = inbox;
        this.person = person;
        this.clock = clock;
    }

    /** What waits, in the order it came. */
    List<Map<String, Object>> open() {
        return inbox.open().stream().map(this::shown).toList();
    }

    /**
     * Answers.
     *
     * @return false if it is too late
     * @throws IllegalArgumentException if this is no answer to this question
     */
    boolean answer(String id, String answer, String reason) {
        Approval approval = switch (answer) {
            case "once" -> Approval.once(person);
            case "hour" ->
                Approval.remembered(person, Grant.lasting(Duration.ofHours(1)).sameArguments(RECIPIENT));
            case "deny" -> Approval.denied(person, reason);
            default -> throw new IllegalArgumentException("an answer is once, hour or deny");
        };
        for (ApprovalRequest request : inbox.open()) {
            if (request.id().equals(id)) {
                if (approval.isGranted() && !isWhole(request)) {
                    throw new IllegalArgumentException("what is not shown whole cannot be approved");
                }
                if (approval.grant().isPresent() && recipient(request).isEmpty()) {
                    throw new IllegalArgumentException("there is no recipient to be the same");
                }
                return inbox.answer(id, approval);
            }
        }
        return false;
    }

    private Map<String, Object> shown(ApprovalRequest request) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", request.id());
        shown.put("ticket", request.ticket().orElse("none"));
        shown.put("server", text(request.server().name()));
        shown.put("target", text(target(request)));
        shown.put("arguments", arguments(request));
        shown.put("whole", isWhole(request));
        shown.put("recipient", text(recipient(request)));
        shown.put("because", because(request));
        shown.put("principal", text(request.conversation().principal().orElse("nobody named")));
        shown.put("conversation", text(request.conversation().toString()));
        Duration left = Duration.between(clock.instant(), request.deadline());
        shown.put("secondsLeft", Math.max(0, left.toSeconds()));
        return shown;
    }

    private static List<String> because(ApprovalRequest request) {
        return request.findings().stream()
                .limit(MAX_REASONS)
                .map(Questions::reason)
                .toList();
    }

    private static String reason(Finding finding) {
        return text(finding.message() + (finding.rule().isEmpty() ? "" : " (" + finding.rule() + ")"));
    }

    private static boolean isWhole(ApprovalRequest request) {
        return json(request).length() <= MAX_SHOWN && target(request).length() <= MAX_TEXT;
    }

    private static String arguments(ApprovalRequest request) {
        String json = json(request);
        return json.substring(0, Math.min(json.length(), MAX_SHOWN))
                .lines()
                .map(line -> SafeText.excerpt(line, Integer.MAX_VALUE))
                .collect(Collectors.joining("\n"));
    }

    private static String json(ApprovalRequest request) {
        return JsonText.writePretty(request.arguments());
    }

    private static String target(ApprovalRequest request) {
        return request.event() + " " + request.target();
    }

    private static String recipient(ApprovalRequest request) {
        return request.arguments().get(RECIPIENT) instanceof String to ? to : "";
    }

    /** Characters that hide, or turn the text around them round, are written out. */
    private static String text(String untrusted) {
        return SafeText.excerpt(untrusted, MAX_TEXT);
    }
}
