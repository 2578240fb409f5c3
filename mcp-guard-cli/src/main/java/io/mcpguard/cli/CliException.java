package io.mcpguard.cli;

/** Why a command cannot say anything: one message for people, with place and remedy. Ends with {@link Exit#UNKNOWN}. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CliException(String message) {
        super(message, null, false, false);
    }
}
