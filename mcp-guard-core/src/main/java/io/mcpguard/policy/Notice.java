package io.mcpguard.policy;

import java.util.Locale;

/** The kinds of notification that are counted apart, so that a flood of one does not cost the others. */
public enum Notice {
    /** {@code notifications/message}. */
    LOG(600),
    /** {@code notifications/progress}. */
    PROGRESS(6_000),
    /** {@code notifications/resources/updated}. */
    UPDATES(600),
    /** {@code notifications/tools/list_changed} and its like. Each makes the MCP SDK list everything again. */
    LIST_CHANGED(60),
    /** All others. */
    OTHER(600);

    private final int usual;

    Notice(int usual) {
        this.usual = usual;
    }

    /**
     * The kind of a notification.
     *
     * @param method its method
     * @return its kind
     */
    public static Notice of(String method) {
        return switch (method) {
            case "notifications/message" -> LOG;
            case "notifications/progress" -> PROGRESS;
            case "notifications/resources/updated" -> UPDATES;
            default -> method.endsWith("/list_changed") ? LIST_CHANGED : OTHER;
        };
    }

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many a minute there may be. */
    Checks.Range range() {
        return new Checks.Range("client.per_minute." + key(), 0, 1_000_000, usual);
    }
}
