package io.mcpguard.trust;

/**
 * A lock that cannot be read or written. The message names the file, the place in it and the remedy, and holds text of
 * servers only escaped and cut.
 */
public final class LockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LockException(String message) {
        super(message);
    }

    LockException(String message, Throwable cause) {
        super(message, cause);
    }
}
