package io.mcpguard.client;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.policy.Ruling.Effect;

/**
 * Something about what a server asks that is not simply allowed.
 *
 * @param effect {@code REFUSE} or {@code ASK}; {@code ALLOW} is worth a note
 * @param finding what it is
 */
record Concern(Effect effect, Finding finding) {

    static Concern of(Effect effect, String path, String rule, String category, String message) {
        Severity severity = effect == Effect.ALLOW ? Severity.INFO : Severity.ERROR;
        return new Concern(
                effect, Finding.of(severity, path, message).rule(rule).category(category));
    }
}
