package io.mcpguard.transport;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds which request a message answers that is too large to be read, in one pass and without keeping it: the members of
 * the outermost object are looked at, and of their values only the id. It need not notice what is no JSON. A server may
 * give any answer to any request that waits, so a wrong id gives it nothing that it did not have.
 */
final class AnswerId {

    /** Longer ids are none of ours. */
    private static final int MAX_ID = 200;

    private final byte[] token = new byte[MAX_ID];
    private int length;
    private int depth;
    private boolean inString;
    private boolean isEscaped;
    private boolean isValue;
    private String key = "";
    private @Nullable Object id;
    private boolean answers;
    private boolean asks;

    /** The same of a message of which all is there. */
    static @Nullable Object in(byte[] utf8) {
        var id = new AnswerId();
        id.read(utf8, 0, utf8.length);
        return id.found();
    }

    /** Looks at more of the message. */
    void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            read(bytes[i]);
        }
    }

    /** The id of the request that the message answers; null if it has none that can be told, or is no answer. */
    @Nullable
    Object found() {
        return answers && !asks ? id : null;
    }

    private void read(byte b) {
        if (inString) {
            string(b);
            return;
        }
        switch (b) {
            case '"' -> {
                inString = true;
                length = 0;
            }
            case '{', '[' -> depth++;
            case '}', ']' -> {
                endOfValue();
                depth--;
            }
            case ',' -> endOfValue();
            case ':' -> {
                if (depth == 1) {
                    key = text();
                    answers |= key.equals("result") || key.equals("error");
                    asks |= key.equals("method");
                    isValue = true;
                    length = 0;
                }
            }
            default -> {
                if (b > ' ') {
                    keep(b);
                }
            }
        }
    }

    private void string(byte b) {
        if (isEscaped) {
            isEscaped = false;
            keep(b);
            length = MAX_ID; // no id of a client has escapes, and no member of an envelope either
        } else if (b == '\\') {
            isEscaped = true;
        } else if (b == '"') {
            inString = false;
            if (depth == 1 && isValue && key.equals("id") && length < MAX_ID) {
                id = text();
                length = MAX_ID; // it is no number
            }
        } else {
            keep(b);
        }
    }

    private void endOfValue() {
        if (depth == 1) {
            if (isValue && key.equals("id") && length > 0 && length < 19) {
                id = number(text());
            }
            isValue = false;
            length = 0;
        }
    }

    private static @Nullable Long number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void keep(byte b) {
        if (depth == 1 && length < MAX_ID) {
            token[length++] = b;
        }
    }

    private String text() {
        return length < MAX_ID ? new String(token, 0, length, StandardCharsets.UTF_8) : "";
    }
}
