package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a {@link Validator} says about a message: the findings of SEP-2624, and who may lift its errors. A validator
 * states; the guard decides.
 */
public final class ValidationResult {

    private static final ValidationResult VALID = new ValidationResult(List.of(), Remedy.NONE);

    private final List<Finding> findings;
    private final Remedy remedy;

    private ValidationResult(List<Finding> findings, Remedy remedy) {
        this.findings = findings;
        this.remedy = remedy;
    }

    /** {@return nothing to say; always the same object} */
    public static ValidationResult valid() {
        return VALID;
    }

    /**
     * The given findings, which stop the message if one is an error. In the response to a list request, an error whose
     * path lies inside an item stops that item alone.
     *
     * @param findings the findings
     * @return the result, {@link #valid()} for none
     */
    public static ValidationResult of(List<Finding> findings) {
        return findings.isEmpty() ? VALID : new ValidationResult(List.copyOf(findings), Remedy.NONE);
    }

    /**
     * One finding that stops the message.
     *
     * @param path the RFC 6901 pointer into the payload
     * @param message for people who review
     * @return the result
     */
    public static ValidationResult error(String path, String message) {
        return of(List.of(Finding.of(Severity.ERROR, path, message)));
    }

    /**
     * One finding that is recorded and stops nothing.
     *
     * @param path the RFC 6901 pointer into the payload
     * @param message for people who review
     * @return the result
     */
    public static ValidationResult warn(String path, String message) {
        return of(List.of(Finding.of(Severity.WARN, path, message)));
    }

    /**
     * The same findings, whose errors somebody may lift: the guard asks. An error without a remedy, of whichever
     * validator, wins over every ask. SEP-2624 has no such thing; who does not know it sees plain errors.
     *
     * @param remedy who may lift the errors
     * @return a copy
     */
    public ValidationResult unless(Remedy remedy) {
        return new ValidationResult(findings, requireNonNull(remedy, "remedy"));
    }

    /** {@return whether no finding is an error} */
    public boolean isValid() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return false;
            }
        }
        return true;
    }

    /** {@return the findings, in the validator's order} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return who may lift the errors} */
    public Remedy remedy() {
        return remedy;
    }

    @Override
    public String toString() {
        return findings + (remedy == Remedy.NONE ? "" : " unless " + remedy);
    }

    /** Who may lift an error. May gain constants. */
    public enum Remedy {
        /** Nobody. */
        NONE,
        /** A person, through an {@link io.mcpguard.api.ask.Approver}. */
        APPROVED,
        /** A model or service, through a {@link io.mcpguard.api.ask.Reviewer}; a person may too. */
        REVIEWED
    }
}
