package io.mcpguard;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Ruling;

/** Why a tool may be used, or may not. */
public final class Explanation {

    private static final int MAX_NAME = 100;

    private final String server;
    private final String tool;
    private final Ruling ruling;

    Explanation(String server, String tool, Ruling ruling) {
        this.server = server;
        this.tool = tool;
        this.ruling = ruling;
    }

    /** {@return what would happen to a call; one that needs an approval counts as refused, see {@link #needsApproval()}} */
    public Verdict verdict() {
        return ruling.effect() == Ruling.Effect.ALLOW ? Verdict.ALLOWED : Verdict.REFUSED;
    }

    /** {@return whether a person may allow it} */
    public boolean needsApproval() {
        return ruling.effect() == Ruling.Effect.ASK;
    }

    /** {@return the line that decides, such as {@code mcp-guard.yaml:12 servers.files.tools.deny[0] "delete_*"}} */
    public String rule() {
        return ruling.rule();
    }

    /** {@return why, for people} */
    public String reason() {
        return ruling.reason();
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return (needsApproval() ? "ASKS" : verdict()) + "  " + SafeText.excerpt(server, MAX_NAME) + "/"
                + SafeText.excerpt(tool, MAX_NAME) + "  " + rule();
    }
}
