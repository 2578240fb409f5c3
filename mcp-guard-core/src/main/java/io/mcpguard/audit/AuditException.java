package io.mcpguard.audit;

import org.jspecify.annotations.Nullable;

/** Says that an audit record cannot be opened, read or made durable. Its message names the file and the remedy. */
public final class AuditException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditException(String message) {
        super(message);
    }

    AuditException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
