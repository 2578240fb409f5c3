package io.mcpguard.cli.config;

/** What is wrong with the configuration of one server: place, problem and remedy, without a value that may be secret. */
final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConfigException(String message) {
        super(message, null, false, false);
    }
}
