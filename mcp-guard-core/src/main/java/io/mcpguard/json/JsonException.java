package io.mcpguard.json;

/**
 * Says that something is no JSON, or more of it than the {@link Limits} allow. Its message is fixed text with numbers of
 * ours in it and never quotes the input, so it may be logged and shown.
 */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int line;
    private final int column;

    JsonException(Reason reason, String message) {
        this(reason, message, -1, -1);
    }

    JsonException(Reason reason, String message, int line, int column) {
        super(line < 0 ? message : message + ", at line " + line + ", column " + column);
        this.reason = reason;
        this.line = line;
        this.column = column;
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }

    /** {@return the line of the text, from 1; -1 where a tree was refused and not a text} */
    public int line() {
        return line;
    }

    /** {@return the column of the text in UTF-16 units, from 1; -1 where a tree was refused and not a text} */
    public int column() {
        return column;
    }

    /** What can be wrong. May gain constants. */
    public enum Reason {
        /** More objects and arrays inside each other than {@link Limits#maxDepth}. A cycle ends so too. */
        TOO_DEEP,
        /** More values than {@link Limits#maxNodes}. */
        TOO_MANY_NODES,
        /** A string or key longer than {@link Limits#maxStringLength}. */
        STRING_TOO_LONG,
        /** A number of more than 1,000 digits, or with an exponent beyond 10,000. */
        NUMBER_TOO_LONG,
        /** More text than {@link Limits#maxTotalChars}. */
        TOO_LARGE,
        /** A tree with something in it that JSON cannot express. */
        NOT_JSON,
        /** An object of a text names a member twice. */
        DUPLICATE_KEY,
        /** A text that is not JSON as RFC 8259 defines it, in UTF-8 without a byte order mark. */
        MALFORMED
    }
}
