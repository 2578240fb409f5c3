package io.mcpguard.data.number;

/** How rarely a random string of the same shape passes the checks of an id, in rising order. */
enum Strength {
    /** The shape is all there is. */
    SHAPE,
    /** One check digit, or a plausible date: one in ten or in some hundred passes. */
    WEAK,
    /** Two check digits, or one and a date: one in a hundred to a thousand passes. */
    FAIR,
    /** About one in a thousand at most, or a shape so rare that it makes up for the rest. */
    STRONG,
    /** As strong, and of a form that nothing else has: it needs nobody to say what it is. */
    SURE
}
