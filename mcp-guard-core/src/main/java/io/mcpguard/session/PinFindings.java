package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.session.VerifiedItem.Objection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy makes of an objection to something that is not as it was pinned. */
final class PinFindings {

    private final PinPolicy policy;

    PinFindings(PinPolicy policy) {
        this.policy = policy;
    }

    /** Of something that is used: drift may be lifted by a person, where the policy wants one asked. */
    ValidationResult result(String path, @Nullable Objection objection) {
        if (objection == null) {
            return ValidationResult.valid();
        }
        Treatment treatment = treatment(objection);
        return treatment == Treatment.ASK
                ? ValidationResult.of(List.of(finding(Severity.ERROR, path, objection)))
                        .unless(Remedy.APPROVED)
                : ValidationResult.of(List.of(finding(path, objection)));
    }

    /**
     * Of something that is listed: a finding that keeps it out, unless it is drift and the policy does not block that. Who is
     * asked before it is used has to see it first.
     */
    Finding finding(String path, Objection objection) {
        Severity severity = treatment(objection) == Treatment.BLOCK ? Severity.ERROR : Severity.WARN;
        return finding(severity, path, objection);
    }

    /** Of what takes effect by being said, so that nobody could be asked before it does: a finding that takes it out. */
    Finding unasked(String path, Objection objection) {
        Severity severity = treatment(objection) == Treatment.FLAG ? Severity.WARN : Severity.ERROR;
        return finding(severity, path, objection);
    }

    private Treatment treatment(Objection objection) {
        return objection.drift() == DriftSeverity.NONE ? Treatment.BLOCK : policy.drift(objection.drift());
    }

    /** A finding that is recorded and keeps nothing out. */
    Finding note(String path, Objection objection) {
        return finding(Severity.WARN, path, objection);
    }

    private static Finding finding(Severity severity, String path, Objection objection) {
        return Finding.of(severity, path, objection.reason())
                .rule(objection.rule())
                .category("rug-pull");
    }
}
