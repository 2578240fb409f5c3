package io.mcpguard.api;

/** How bad a {@link Finding} is, in ascending order (SEP-2624). Only {@link #ERROR} stops a message. */
public enum Severity {
    /** Worth recording. */
    INFO,
    /** Worth a person's attention; the message passes. */
    WARN,
    /** Stops the message, or the list item it points into, unless somebody may lift it. */
    ERROR
}
