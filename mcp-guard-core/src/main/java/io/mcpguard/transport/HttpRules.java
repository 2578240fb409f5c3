package io.mcpguard.transport;

import io.mcpguard.json.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * What one server may do over HTTP.
 *
 * @param server its name in the policy
 * @param url where it was checked to be
 * @param flavour how it speaks
 * @param limits for what stands in a message; its characters are those of a body, or of one event of a stream
 * @param patience how long an answer may take, head and body
 * @param sdk what the SDK can read
 */
record HttpRules(String server, URI url, Flavour flavour, Limits limits, Duration patience, SdkReading sdk) {

    /** A body that is no event stream and stands still for longer is given up, and so is a good-bye. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(10);

    HttpRules {
        limits = WireLimits.incoming(limits);
    }

    /** With the JSON mapper that the calling thread finds. */
    HttpRules(String server, URI url, Flavour flavour, Limits limits, Duration patience) {
        this(server, url, flavour, limits, patience, SdkReading.here());
    }

    /** The two ways of MCP over HTTP. */
    enum Flavour {
        /** As of MCP 2025-03-26: a request is answered where it was posted. */
        STREAMABLE,
        /** As of MCP 2024-11-05: one stream carries all answers. */
        SSE
    }

    boolean isSse() {
        return flavour == Flavour.SSE;
    }

    Duration idle() {
        return patience.compareTo(MAX_IDLE) < 0 ? patience : MAX_IDLE;
    }

    boolean isSameOrigin(URI other) {
        return isSameOrigin(other, url);
    }

    static boolean isSameOrigin(URI other, URI url) {
        return other.getHost() != null
                && other.getScheme() != null
                && other.getScheme().equalsIgnoreCase(url.getScheme())
                && other.getHost().toLowerCase(Locale.ROOT).equals(url.getHost().toLowerCase(Locale.ROOT))
                && port(other) == port(url);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    String says(String what) {
        return "mcp-guard: server \"" + server + "\" " + what;
    }
}
