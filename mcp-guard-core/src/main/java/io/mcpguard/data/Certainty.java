package io.mcpguard.data;

/** How sure a detector is of a value, in rising order. */
public enum Certainty {
    /**
     * It has the shape, and perhaps a check digit that one in ten or eleven random numbers has too; nothing around it says
     * what it is. Never more than recorded.
     */
    POSSIBLE,
    /** Shape and context, or a shape that hardly anything else has. */
    LIKELY,
    /** A checksum that random text fails nearly always, or a format that only one issuer uses. */
    PROVEN
}
