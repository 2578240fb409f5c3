package io.mcpguard.identity;

import java.util.Locale;

/** How much of what runs is bound by what is known of it, from little to much. */
public enum Assurance {
    /** Only a name: of a package without a version, of an image by its tag, of a program nobody can look into, a URL. */
    NAME,
    /** A package of a registry in one exact version. What it depends on is chosen anew at each install. */
    VERSION,
    /** The SHA-256 of the files that are started, or of the image. */
    EXACT;

    /** {@return the word for it in the policy, the lock and the audit file} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this binds as much as is wanted.
     *
     * @param wanted what is wanted
     * @return true if so
     */
    public boolean isAtLeast(Assurance wanted) {
        return compareTo(wanted) >= 0;
    }
}
