package io.mcpguard.api;

/**
 * What a string in a message is for, which decides what may be done to it. May gain constants.
 *
 * @see Leaf
 */
public enum LeafKind {
    /** Text that a model or a person reads. Orders in it can be cut out while the rest stays. */
    PROSE,
    /** A name, URI, MIME type, enum value or object key. It is refused or flagged, never rewritten. */
    IDENTIFIER,
    /** A value that only its author understands, such as a cursor. It is never changed. */
    OPAQUE,
    /** Encoded binary content, such as {@code data} of an image and {@code blob} of a resource. */
    MEDIA
}
