package io.mcpguard.policy;

import java.util.Locale;

/** Under which names the model sees tools and prompts, which is where two of them collide. May gain constants. */
public enum Exposure {
    /** Under the names their servers give them, as LangChain4j and the ADK do. */
    BARE,
    /** With the server's name and {@code _} before them, as Spring AI does. */
    PREFIXED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
