package io.mcpguard.session;

import io.mcpguard.api.Interception;

/**
 * From where a list of the server is seen: a server may show other things to other principals, on one connection.
 *
 * @param epoch the connection
 * @param whose the principal of the conversation; {@link #NOBODY} if it has none
 */
record Viewpoint(long epoch, String whose) {

    /** Of conversations without a principal, and of what all have in common. */
    static final String NOBODY = "";

    static Viewpoint of(Interception in) {
        return new Viewpoint(in.exchange().epoch(), whose(in));
    }

    static String whose(Interception in) {
        return in.conversation().principal().orElse(NOBODY);
    }
}
