package io.mcpguard.drift;

import io.mcpguard.api.trust.DriftSeverity;

/**
 * Something in a text that matters when it was not there before.
 *
 * @param id what it is; two texts that have the same cue say the same
 * @param severity how grave it is if it is new
 * @param why in fixed words, for people
 * @param speaksToTheModel whether no documentation has to say it, of whatever: orders, tags, hidden characters
 */
record Cue(String id, DriftSeverity severity, String why, boolean speaksToTheModel) {

    Cue(String id, DriftSeverity severity, String why) {
        this(id, severity, why, false);
    }
}
