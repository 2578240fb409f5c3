package io.mcpguard.soak;

import java.util.EnumSet;
import java.util.Set;

/** What may go wrong in a run. */
enum Fault {
    /** A server ends in the middle of a call: its process, or its memory of the client. */
    KILL("the server ends during a call: a child process dies, an HTTP session is forgotten"),
    /** The next POST is answered with status 500. */
    HTTP("a POST is answered with status 500, or with a body that is no JSON"),
    /** The application closes a client while others use it, and opens another. */
    RECONNECT("a client is closed while calls are under way, and replaced"),
    STORM("a server says fifty times that its list changed"),
    TWICE("a server answers a call twice, and a call that nobody made"),
    SLOW("a server takes a while"),
    CANCEL("an asynchronous caller loses interest"),
    ASK("a call needs an approval, which is granted, denied, or never answered"),
    REFUSE("a call of a tool that the policy denies"),
    /** Not by default: the SDK's stdio transport fails when two threads send at the same moment. */
    CROWD("several threads use one client of a child process at once (not by default)");

    final String about;

    Fault(String about) {
        this.about = about;
    }

    /** What goes wrong unless somebody says otherwise. */
    static Set<Fault> usual() {
        return EnumSet.complementOf(EnumSet.of(CROWD));
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
