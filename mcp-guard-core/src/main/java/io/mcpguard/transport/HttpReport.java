package io.mcpguard.transport;

/**
 * Tells what came to nothing in one exchange, to the connection that it belongs to.
 *
 * @param rules whose server it is
 * @param to the connection
 */
record HttpReport(HttpRules rules, Reports to) {

    void unreadable(String what) {
        to.unreadable("the server " + what);
    }

    void tooLarge(Object id) {
        to.tooLarge(id);
    }

    void lost(String what) {
        to.lost("the server " + what);
    }

    /** Records what the server did, and says it as an exception. */
    HttpRefusal refuse(String what) {
        unreadable(what);
        return new HttpRefusal(rules.says(what));
    }
}
