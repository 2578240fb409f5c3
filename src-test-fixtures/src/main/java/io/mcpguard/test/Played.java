package io.mcpguard.test;

import io.mcpguard.api.Decision;
import java.util.List;

/** What came of an attack, or of its benign twin. Only the fixtures implement it, and it may gain methods. */
public interface Played {

    /**
     * {@return for an attack, whether any of its payload is in anything that the client was given or threw; for a benign
     * twin, whether all of its data is}
     */
    boolean reachedModel();

    /**
     * {@return whether a {@code tools/call} reached the server under test, counted from its last change; that of an
     * injected result is meant to}
     */
    boolean reachedServer();

    /** {@return whether all that is worth having reached the client; true if the case names nothing} */
    boolean keptData();

    /** {@return every string, value or key, that the client was given, and the messages of what it threw, in order} */
    List<String> received();

    /** {@return what the guard decided meanwhile} */
    List<Decision> decisions();
}
