package io.mcpguard.transport;

import java.io.IOException;

/** An HTTP exchange that failed, in the guard's words. It has no cause: those of the JDK quote what the server sent. */
final class HttpRefusal extends IOException {

    private static final long serialVersionUID = 1;

    private final String words;

    HttpRefusal(String words) {
        super(words);
        this.words = words;
    }

    String words() {
        return words;
    }
}
