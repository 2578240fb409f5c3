package io.mcpguard;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Ruling;
import io.mcpguard.policy.ServerPolicy;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Why a tool may be used, or may not. */
public final class Explanation {

    private static final int MAX_NAME = 100;

    private final String server;
    private final String tool;
    private final Ruling ruling;
    private final Optional<String> identity;

    Explanation(String server, String tool, Ruling ruling, ServerPolicy listed) {
        this.server = server;
        this.tool = tool;
        this.ruling = ruling;
        this.identity = listed.command().isEmpty()
                ? listed.url().map(url -> at(url, listed.tlsKeys()))
                : Optional.of(LaunchedPackage.of(listed.command()).sentence());
    }

    private static String at(URI url, Set<String> keys) {
        String host = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return "name: whoever answers at " + SafeText.excerpt(host, MAX_NAME)
                + (keys.isEmpty() ? "" : " with the public key " + String.join(" or ", keys));
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

    /**
     * {@return how much the policy's command or URL binds, such as {@code version: npm package files 1.2.3}, with the public
     * keys that it pins; empty if the policy gives neither}
     */
    public Optional<String> identity() {
        return identity;
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return (needsApproval() ? "ASKS" : verdict()) + "  " + SafeText.excerpt(server, MAX_NAME) + "/"
                + SafeText.excerpt(tool, MAX_NAME) + "  " + rule();
    }
}
