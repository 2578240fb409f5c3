package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/**
 * One thing that an interceptor noticed: a {@code message} of SEP-2624 with the rule and the place that belong to it.
 * Immutable; each wither returns a copy.
 *
 * <pre>{@code
 * Finding.of(Severity.WARN, "/arguments/url", "plain http").rule("no-plain-http").span(0, 7)
 * }</pre>
 */
public final class Finding {

    private final Severity severity;
    private final String path;
    private final String message;
    private final String rule;
    private final String category;
    private final int start;
    private final int end;
    private final double confidence;

    private Finding(
            Severity severity,
            String path,
            String message,
            String rule,
            String category,
            int start,
            int end,
            double confidence) {
        this.severity = requireNonNull(severity, "severity");
        this.path = requireNonNull(path, "path");
        this.message = requireNonNull(message, "message");
        this.rule = requireNonNull(rule, "rule");
        this.category = requireNonNull(category, "category");
        this.start = start;
        this.end = end;
        this.confidence = confidence;
    }

    /**
     * A finding at a place of the payload, with full confidence.
     *
     * @param severity how bad it is
     * @param path the RFC 6901 pointer into {@link Interception#payload()}; {@code ""} is all of it
     * @param message for people who review; the model never sees it. Text of the server does not belong in it
     * @return the finding
     */
    public static Finding of(Severity severity, String path, String message) {
        return new Finding(severity, path, message, "", "", -1, -1, 1);
    }

    /**
     * Names the rule.
     *
     * @param rule the rule's id; {@code ""} means the interceptor's name
     * @return a copy
     */
    public Finding rule(String rule) {
        return new Finding(severity, path, message, rule, category, start, end, confidence);
    }

    /**
     * Names the kind of threat, such as {@code tool-poisoning}.
     *
     * @param category the category
     * @return a copy
     */
    public Finding category(String category) {
        return new Finding(severity, path, message, rule, category, start, end, confidence);
    }

    /**
     * Points at a part of the string at {@link #path()}.
     *
     * @param start the first UTF-16 unit, from 0
     * @param end behind the last UTF-16 unit
     * @return a copy
     * @throws IllegalArgumentException unless {@code 0 <= start <= end}
     */
    public Finding span(int start, int end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span needs 0 <= start <= end, not " + start + ".." + end);
        }
        return new Finding(severity, path, message, rule, category, start, end, confidence);
    }

    /**
     * Says how sure it is.
     *
     * @param confidence from 0 to 1
     * @return a copy
     * @throws IllegalArgumentException if it is no number from 0 to 1
     */
    public Finding confidence(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is from 0 to 1, not " + confidence);
        }
        return new Finding(severity, path, message, rule, category, start, end, confidence);
    }

    /**
     * The same finding, as bad as given.
     *
     * @param severity the new severity
     * @return a copy
     */
    public Finding severity(Severity severity) {
        return new Finding(severity, path, message, rule, category, start, end, confidence);
    }

    /** {@return how bad it is} */
    public Severity severity() {
        return severity;
    }

    /** {@return the RFC 6901 pointer into the payload} */
    public String path() {
        return path;
    }

    /** {@return what it is, for people who review} */
    public String message() {
        return message;
    }

    /** {@return the rule's id, {@code ""} if the interceptor's name says enough} */
    public String rule() {
        return rule;
    }

    /** {@return the kind of threat, {@code ""} if not stated} */
    public String category() {
        return category;
    }

    /** {@return the first UTF-16 unit of the span, -1 for the whole value} */
    public int start() {
        return start;
    }

    /** {@return the UTF-16 unit behind the span, -1 for the whole value} */
    public int end() {
        return end;
    }

    /** {@return from 0 to 1, how sure it is} */
    public double confidence() {
        return confidence;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Finding that
                && severity == that.severity
                && path.equals(that.path)
                && message.equals(that.message)
                && rule.equals(that.rule)
                && category.equals(that.category)
                && start == that.start
                && end == that.end
                && Double.compare(confidence, that.confidence) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(severity, path, message, rule, category, start, end, confidence);
    }

    @Override
    public String toString() {
        return severity + (rule.isEmpty() ? "" : " " + rule) + " at \"" + path + "\": " + message;
    }
}
