package io.mcpguard.transport;

import java.net.URI;
import java.util.Optional;

/** Splits a URL the way the SDK's HTTP transport wants it: the origin to connect to, and the endpoint below it. */
final class Endpoints {

    private Endpoints() {}

    static String origin(URI url) {
        if (url.getScheme() == null || url.getRawAuthority() == null) {
            throw new IllegalArgumentException(
                    "a server's URL has a scheme and a host, for example https://mcp.example.com/mcp");
        }
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    static Optional<String> path(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return path.isEmpty() || path.equals("/") ? Optional.empty() : Optional.of(path + query);
    }
}
