package io.mcpguard.trust;

/**
 * Something that a person should know of: where a server runs, what it resembles, or that somebody else edited its pins.
 *
 * @param rule {@code identity.files}, {@code identity.moved}, {@code identity.same_definitions},
 *     {@code identity.same_server_info} or {@code pins.edited}
 * @param message one line; what comes from servers is escaped and cut
 * @param other the name of the server that it resembles, {@code ""} if it is about the server alone
 */
public record Alarm(String rule, String message, String other) {

    private static final String EDITED = "pins.edited";

    /** Somebody else edited the store; that does not count. */
    static Alarm edited(String message) {
        return new Alarm(EDITED, message, "");
    }

    /** {@return the kind of threat} */
    public String category() {
        return rule.equals(EDITED) ? "rug-pull" : "spoofing";
    }
}
