package io.mcpguard.pipeline;

/** What inspection would make of a definition. */
public enum Harm {
    /** Nothing was found. */
    NONE,
    /** Something was found that the policy lets pass with a record. */
    NOTICED,
    /** Something was found that the policy keeps out; such a definition is not trusted at first sight. */
    KEPT_OUT
}
