package io.mcpguard.transport;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a client needs of a {@code WWW-Authenticate} header (RFC 9110, 6750, 9449, 9728) to ask for an authorization: a
 * scheme that the guard knows, an error that a standard names, scopes that are words, and where the metadata is.
 * Everything else is text of the server's choice, and stays behind.
 */
final class AuthChallenge {

    static final String HEADER = "www-authenticate";

    private static final List<String> SCHEMES = List.of("Bearer", "DPoP", "Basic");
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_token",
            "insufficient_scope", // RFC 6750, 3.1
            "invalid_dpop_proof",
            "use_dpop_nonce"); // RFC 9449, 7.1 and 9
    private static final int MAX_SCOPES = 20;
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_VALUE = 512;
    private static final int MAX_CHALLENGES = 4;

    private AuthChallenge() {}

    /** The challenges of the server at a URL, as they may go on. */
    static List<String> checked(List<String> headers, URI server) {
        return headers.stream()
                .limit(MAX_CHALLENGES)
                .filter(header -> header.length() <= MAX_LENGTH)
                .map(header -> checked(header, server))
                .filter(header -> !header.isEmpty())
                .toList();
    }

    private static String checked(String header, URI server) {
        int blank = header.indexOf(' ');
        String named = blank < 0 ? header : header.substring(0, blank);
        String scheme =
                SCHEMES.stream().filter(named::equalsIgnoreCase).findFirst().orElse("");
        if (scheme.isEmpty()) {
            return "";
        }
        var kept = new StringJoiner(", ");
        parameters(blank < 0 ? "" : header.substring(blank + 1)).forEach((name, value) -> {
            if (value.length() <= MAX_VALUE && isNeeded(name, value, server)) {
                kept.add(name + "=\"" + value + "\"");
            }
        });
        return kept.length() == 0 ? scheme : scheme + " " + kept;
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            boolean quoted = equals + 1 < text.length() && text.charAt(equals + 1) == '"';
            int from = quoted ? equals + 2 : equals + 1;
            int end = text.indexOf(quoted ? '"' : ',', from);
            end = end < 0 ? text.length() : end;
            parameters.putIfAbsent(name, text.substring(from, end).strip());
            int comma = text.indexOf(',', end);
            at = comma < 0 ? text.length() : comma + 1;
        }
        return parameters;
    }

    private static boolean isNeeded(String name, String value, URI server) {
        return switch (name) {
            case "error" -> ERRORS.contains(value);
            case "scope" -> areScopes(value);
            case "resource_metadata" -> isMetadata(value, server);
            default -> false;
        };
    }

    private static boolean areScopes(String value) {
        List<String> scopes = List.of(BLANK.split(value, -1));
        return scopes.size() <= MAX_SCOPES
                && scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches());
    }

    /** Where a client would go without asking anybody: not into the clear. */
    private static boolean isMetadata(String value, URI server) {
        URI url;
        try {
            url = new URI(value).parseServerAuthority();
        } catch (URISyntaxException noUrl) {
            return false;
        }
        // The grammar lets other letters than those of ASCII through, and a name before the host misleads whoever
        // reads.
        if (url.getHost() == null
                || url.getRawUserInfo() != null
                || !url.toASCIIString().equals(value)) {
            return false;
        }
        return "https".equalsIgnoreCase(url.getScheme())
                || HttpRules.isSameOrigin(url, server)
                || ("http".equalsIgnoreCase(url.getScheme()) && isLoopback(url) && isLoopback(server));
    }

    private static boolean isLoopback(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }
}
