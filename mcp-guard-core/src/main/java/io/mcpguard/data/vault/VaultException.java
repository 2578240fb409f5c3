package io.mcpguard.data.vault;

/** A message that cannot have its placeholders or its values; says why in fixed words. */
public final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    VaultException(String message) {
        super(message, null, false, false);
    }
}
