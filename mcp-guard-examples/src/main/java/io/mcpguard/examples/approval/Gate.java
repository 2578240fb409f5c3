package io.mcpguard.examples.approval;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Who may talk to the page. Loopback alone keeps nobody out: every page in the person's browser can send requests there,
 * and so can every MCP server that runs on this machine.
 */
final class Gate {

    static final String TOKEN = "X-Approval-Token";

    private final Set<String> hosts;
    private final String token;

    Gate(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.token = HexFormat.of().formatHex(bytes);
    }

    /** Known to whoever was shown the link, and to no page and no server. */
    String token() {
        return token;
    }

    /** DNS rebinding: a name of the attacker's that suddenly leads here makes his page one of the same origin. */
    boolean isAddressedToUs(Headers headers) {
        String host = only(headers, "Host");
        return hosts.contains(host);
    }

    /** Cross-site request forgery: browsers say which page sends, and no script can make them say another. */
    boolean isFromOurPage(Headers headers) {
        return only(headers, "Origin").equals("http://" + only(headers, "Host"));
    }

    boolean hasToken(Headers headers) {
        return MessageDigest.isEqual(
                only(headers, TOKEN).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** A header that is there twice means different things to different readers, so it means nothing here. */
    static String only(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values != null && values.size() == 1 ? values.get(0) : "";
    }
}
