package io.mcpguard.schema;

import static java.util.Objects.requireNonNull;

/**
 * A JSON Schema that cannot be checked in bounded time, or that is no schema. Its text is fixed: a schema comes from
 * the server, and nothing of it stands here.
 */
public final class UnsupportedSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    UnsupportedSchemaException(Reason reason) {
        super(requireNonNull(reason, "reason").text);
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }

    /** Why a schema is not supported. May gain constants. */
    public enum Reason {
        /** A pattern that RE2 does not know, such as one with a backreference, or one that is too long. */
        NOT_LINEAR("the schema has a pattern that cannot be matched in linear time"),
        /** A {@code $ref} to another document. Nothing is ever fetched. */
        REMOTE_REF("the schema refers to another document"),
        /** A {@code $ref} that leads back to itself without looking at any part of the instance. */
        REF_LOOP("the schema refers to itself in a loop"),
        /** Too many nodes, or nested too deeply. */
        TOO_LARGE("the schema is too large"),
        /** A keyword whose value is not what JSON Schema says. */
        MALFORMED("the schema is malformed"),
        /** A keyword that is known and not supported. */
        UNSUPPORTED_KEYWORD("the schema uses a keyword that is not supported");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
