package io.mcpguard.audit;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Decision;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes one log line for each decision to the logger {@code io.mcpguard.audit}: {@code WARN} for what was refused,
 * {@code INFO} for what was changed and for what would have been under enforcement, {@code DEBUG} for the rest. Text of
 * the other side stands there cut and escaped. Log lines are for people who watch; they are neither chained nor durable,
 * see {@link FileAudit}.
 */
public final class Slf4jAudit implements AuditSink {

    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 500;

    private final Logger log;

    /** Logs to the logger {@code io.mcpguard.audit}. */
    public Slf4jAudit() {
        this(LoggerFactory.getLogger("io.mcpguard.audit"));
    }

    Slf4jAudit(Logger log) {
        this.log = requireNonNull(log, "log");
    }

    @Override
    public void append(Decision decision) {
        Level level = level(decision);
        if (log.isEnabledForLevel(level)) {
            log.atLevel(level).log(line(decision));
        }
    }

    private static Level level(Decision decision) {
        if (decision.verdict() == Verdict.REFUSED) {
            return Level.WARN;
        }
        return decision.wouldBe() == Verdict.ALLOWED ? Level.DEBUG : Level.INFO;
    }

    private static String line(Decision decision) {
        StringBuilder line = new StringBuilder(200);
        line.append(decision.verdict());
        if (decision.wouldBe() != decision.verdict()) {
            line.append(" (enforced: ").append(decision.wouldBe()).append(')');
        }
        line.append(' ').append(event(decision.event()));
        decision.target().ifPresent(target -> line.append(' ').append(quoted(target)));
        line.append(decision.fromServer() ? " from " : " to ")
                .append(quoted(decision.server().name()));
        if (!decision.rule().isEmpty()) {
            line.append(" by ").append(text(decision.rule()));
        }
        if (!decision.reason().isEmpty()) {
            line.append(": ").append(text(decision.reason()));
        }
        int findings = decision.findings().size();
        line.append(" [exchange ").append(name(decision.exchange().id()));
        line.append(", conversation ").append(name(decision.conversation().id()));
        if (findings > 0) {
            line.append(", findings ").append(findings);
        }
        return line.append(']').toString();
    }

    /** A method that could be taken for words of the line stands in quotes. */
    private static String event(String event) {
        boolean looksLikeOne = event.length() <= MAX_NAME
                && event.chars().allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c) || "/_.-$".indexOf(c) >= 0));
        return looksLikeOne ? event : quoted(event);
    }

    /** In quotes that the text cannot end. */
    private static String quoted(String text) {
        return JsonText.write(name(text));
    }

    private static String name(String text) {
        return SafeText.excerpt(text, MAX_NAME);
    }

    private static String text(String text) {
        return SafeText.excerpt(text, MAX_TEXT);
    }
}
