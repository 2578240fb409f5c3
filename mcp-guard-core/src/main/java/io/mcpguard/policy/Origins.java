package io.mcpguard.policy;

import io.mcpguard.policy.Checks.Fault;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Web origins (RFC 6454): scheme, host and port, which is all that a person can judge of an address. */
public final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /**
     * The origin of an address.
     *
     * @param url the address
     * @return such as {@code https://auth.example.com:8443}: scheme and host in lower case, without a default port;
     *     empty if the address is neither http nor https, or has no host
     */
    public static Optional<String> of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return Optional.empty();
        }
        int port = url.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return Optional.of(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port));
    }

    /**
     * Whether what is sent there cannot be read on the way.
     *
     * @param url an http or https address
     * @return whether it is https, or leads to this very machine
     */
    public static boolean isPrivate(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || (url.getHost() != null && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT)));
    }

    /** What is wrong with it as an origin in a policy. */
    static @Nullable Fault fault(String text) {
        Fault fault = Names.url(text);
        if (fault != null) {
            return fault;
        }
        URI url = URI.create(text);
        String path = url.getRawPath();
        if ((path != null && !path.isEmpty() && !path.equals("/")) || url.getRawQuery() != null) {
            return new Fault("not an origin", "write scheme and host alone, such as https://auth.example.com");
        }
        return isPrivate(url) ? null : new Fault("an origin without https", "write https://, or the name of loopback");
    }
}
