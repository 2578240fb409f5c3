package io.mcpguard.identity;

/**
 * A file that a command line names and that runs.
 *
 * @param written as the command line has it: machines that share a lock may have it at different places
 * @param directory where a relative one is looked for, itself relative to the working directory; {@code ""} for that one
 * @param isProgram whether a name without a separator is looked for on the PATH
 */
record LaunchedFile(String written, String directory, boolean isProgram) {

    static LaunchedFile script(String written) {
        return new LaunchedFile(written, "", false);
    }

    static LaunchedFile in(String directory, String written) {
        return new LaunchedFile(written, directory, false);
    }

    static LaunchedFile program(String written) {
        return new LaunchedFile(written, "", written.indexOf('/') < 0 && written.indexOf('\\') < 0);
    }
}
