package io.mcpguard.cli;

/** What the process ends with. */
final class Exit {

    /** Nothing to object to. */
    static final int FINE = 0;

    /** Something was found: an attack, a change, a server that nobody vetted. */
    static final int FOUND = 1;

    /** It could not say: bad arguments, unreadable input, a server that cannot be reached. */
    static final int UNKNOWN = 2;

    /** For every command's help. */
    static final String HEADING = "%nExit status:%n";

    private Exit() {}
}
