package io.mcpguard.policy;

import java.util.Locale;

/** What happens to a value of a class of data on its way to or from a server. From mild to harsh. May gain constants. */
public enum DataTreatment {
    /** It passes, and nobody looks. */
    ALLOW,
    /** It passes, and that it was there is recorded, never the value itself. */
    RECORD,
    /**
     * A placeholder such as {@code <EMAIL_1>} goes on in its place. In what the application sends, a placeholder stays one:
     * the server does not get what it stands for.
     */
    REDACT,
    /** A person is asked before the message goes on, and it is refused without an approval. */
    ASK,
    /** The message is refused. */
    REFUSE;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
