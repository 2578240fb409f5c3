package io.mcpguard.api.flow;

/**
 * What a tool, prompt or resource reads, or what it does. The policy says which labels an item has; data-flow rules
 * compare what a conversation read with what a call would do. May gain constants.
 */
public enum Label {
    /** Reads what strangers wrote: web pages, e-mail, issues. */
    UNTRUSTED,
    /** Reads what belongs to one person. */
    PRIVATE,
    /** Reads what belongs to the company. */
    INTERNAL,
    /** Sends something out: mail, posts, uploads, requests to a URL of the caller's choice. */
    EXTERNAL,
    /** Cannot be undone: deletes, pays, publishes. */
    IRREVERSIBLE,
    /** Stays on this machine. */
    LOCAL;

    /** {@return whether it says what is read, rather than what is done} */
    public boolean isSource() {
        return this == UNTRUSTED || this == PRIVATE || this == INTERNAL;
    }
}
